import pytest
from hypothesis import given
from hypothesis import strategies as st

from znatok.ingestion.parsing.encodings import decode

SENTENCES = (
    "Настоящий Договор вступает в силу с момента подписания.",
    "Отпуск предоставляется не позднее 14 дней.",
    "ООО «РОМАШКА», ИНН 7701234567",
    "Приказ",
    "Да, согласен!",
    "Съешь же ещё этих мягких французских булок, да выпей чаю",
    "Заявка № 5 от 12.03.2026: монитор Dell U2720Q, 2 шт.",
    "ПОЛОЖЕНИЕ ОБ ОПЛАТЕ ТРУДА",
)


def fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"],
)
@pytest.mark.parametrize("text", SENTENCES)
def test_reads_russian_in_every_encoding_it_is_written_in(text: str, encoding: str) -> None:
    if not fits(text, encoding):
        text = text.replace("«", '"').replace("»", '"').replace("№", "N")
    assert decode(text.encode(encoding)) == (text, True)


@given(
    st.lists(st.sampled_from(SENTENCES[:2] + SENTENCES[3:5]), min_size=1, max_size=6),
    st.sampled_from(["cp1251", "koi8-r", "cp866", "iso8859-5"]),
)
def test_any_mixture_of_sentences_keeps_its_letters(sentences: list[str], encoding: str) -> None:
    text = "\r\n".join(sentences)
    assert decode(text.encode(encoding))[0] == text


def test_a_declared_encoding_is_believed_when_the_bytes_fit() -> None:
    assert decode("naïve café".encode("cp1252"), "windows-1252")[0] == "naïve café"


def test_utf8_with_spoilt_bytes_stays_utf8_and_says_so() -> None:
    data = ("Договор поставки оборудования. " * 20).encode() + b"\xd0"
    text, whole = decode(data)
    assert text.startswith("Договор поставки")
    assert not whole


def test_french_is_not_taken_for_russian() -> None:
    assert (
        decode("Le café est fermé, à bientôt".encode("cp1252"))[0] == "Le café est fermé, à bientôt"
    )
