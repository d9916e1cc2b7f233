import asyncio
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.privacy.finders import RulesOnly

from znatok.language.morphology import Morphology
from znatok.privacy.masking import Masked, Masker
from znatok.privacy.model import PersonalKind
from znatok.privacy.unmasking import Unmasking, unmask

_PEOPLE = [
    *("Иванов Иван Иванович", "Иванову И. И.", "И.И. Иванова", "Петровой Анной Сергеевной"),
    *("ХАСАНОВ РУСТАМ АЛИЕВИЧ", "Anna Lebedeva", "Сергей Владимирович"),
]
_DATA = [
    *_PEOPLE,
    *("+7 (916) 555-12-34", "89165551234", "a.b@demo.example", "7707083893", "500100732259"),
    *(
        "112-233-445 95",
        "2202 2000 0000 0008",
        "40702810900000005555",
        "г. Тверь, ул. Ленина, д. 5",
    ),
]
_LOOKALIKES = [
    *("⟦ФИО_1⟧", "⟦ФИО_1_2⟧", "[ФИО_1]", "ФИО_1", "ФИО_", "⟦", "⟧", "[[", "]]", "⟦ТЕКСТ_1⟧", "_2"),
    *("ТЕКСТ_1", "ИНН ", "ПОЧТА_1", "\\_", "1", "[", "]", "Ф", "ТЕЛЕФОН", "⟦ ФИО 1 ⟧", "Ивановым"),
]
_PIECES = st.one_of(
    st.sampled_from([*_DATA, *_LOOKALIKES]),
    st.sampled_from([" ", ", ", ". ", "\n", " паспорт ", " ИНН ", "-", "и"]),
    st.text(max_size=5),
)
_TEXTS = st.lists(_PIECES, max_size=12).map("".join)


def masked(masker: Masker, *texts: str) -> Masked:
    return asyncio.run(masker.mask(texts))


class Shared:
    """The rules are built once: a property is tried on hundreds of texts."""

    morphology = Morphology()
    masker = Masker(RulesOnly(morphology), morphology)


@given(st.lists(_TEXTS, min_size=1, max_size=3))
@settings(deadline=None, max_examples=250)
def test_what_was_masked_comes_back_exactly(texts: list[str]) -> None:
    result = masked(Shared.masker, *texts)
    assert [result.unmask(each) for each in result.texts] == texts


@given(st.lists(_TEXTS, min_size=1, max_size=2), st.lists(st.integers(1, 9), max_size=60))
@settings(deadline=None, max_examples=250)
def test_a_stream_cut_anywhere_gives_what_the_whole_gives(
    texts: list[str], cuts: list[int]
) -> None:
    result = masked(Shared.masker, *texts)
    answer = " ".join([*texts, *result.texts, *_LOOKALIKES])
    stream, at, pieces = result.stream(), 0, []
    for length in [*cuts, len(answer)]:
        pieces.append(stream.feed(answer[at : at + length]))
        at += length
    assert "".join(pieces) + stream.flush() == result.unmask(answer)


def test_nothing_personal_is_left_in_the_masked_text(masker: Masker) -> None:
    text = "; ".join(["ИНН 7707083893", "паспорт 4510 123456", *_DATA[:-5], *_DATA[-4:]])
    (result,) = masked(masker, text).texts
    assert not re.search(r"\d{4}|Иван|Петров|Хасан|Anna|@", result)


def test_one_person_has_one_number_in_every_case_and_in_all_texts(masker: Masker) -> None:
    result = masked(
        masker,
        "Принять Иванова Ивана Ивановича. Иванову И. И. выдать пропуск.",
        "Ответственный: И.И. Иванов; заместитель: Петрова А. С.",
    )
    numbers = [re.findall(r"⟦ФИО_(\d)", each) for each in result.texts]
    assert numbers == [["1", "1"], ["1", "2"]]


def test_the_same_words_have_the_same_token(masker: Masker) -> None:
    (text,) = masked(masker, "Пишите на a@demo.example или A@demo.example, a@demo.example").texts
    assert text == "Пишите на ⟦ПОЧТА_1⟧ или ⟦ПОЧТА_1_2⟧, ⟦ПОЧТА_1⟧"


def test_a_bare_token_means_the_nominative_where_there_is_one(masker: Masker) -> None:
    result = masked(masker, "Выдать Иванову И. И. пропуск.", "Иванов И. И. его получил.")
    assert result.texts == ("Выдать ⟦ФИО_1_2⟧ пропуск.", "⟦ФИО_1⟧ его получил.")


def test_what_is_found_once_is_masked_wherever_it_stands(masker: Masker) -> None:
    result = masked(masker, "ИНН 7707083893", "Счета 7707083893 за май")
    assert result.texts[1] == "Счета ⟦ИНН_1⟧ за май"


def test_a_question_in_small_letters_is_masked_with_the_number_of_the_document(
    masker: Masker,
) -> None:
    result = masked(masker, "телефон хабибуллина?", "Хабибуллин Марат Фаритович, +7 916 555-12-34")
    assert result.texts == ("телефон ⟦ФИО_1_2⟧?", "⟦ФИО_1⟧, ⟦ТЕЛЕФОН_1⟧")


def test_a_womans_surname_is_not_taken_for_a_mans(masker: Masker) -> None:
    result = masked(masker, "телефон смирновой?", "Смирнова Ольга Викторовна; Смирнов О. П.")
    assert result.texts == ("телефон ⟦ФИО_1_2⟧?", "⟦ФИО_1⟧; ⟦ФИО_2⟧")


def test_namesakes_stay_apart(masker: Masker) -> None:
    (text,) = masked(masker, "Петров И. И. и Петровский И. И. подписали.").texts
    assert text == "⟦ФИО_1⟧ и ⟦ФИО_2⟧ подписали."
    (text,) = masked(masker, "Иванов И. И. и Иванова М. П. подписали.").texts
    assert text == "⟦ФИО_1⟧ и ⟦ФИО_2⟧ подписали."


@pytest.mark.parametrize(
    "copied",
    ["⟦ФИО_1⟧", "⟦ ФИО_1 ⟧", "⟦ФИО 1⟧", "[ФИО_1]", "[[ФИО_1]]", "ФИО_1", r"ФИО\_1", "⟦ФИО_1_9⟧"],
)
def test_a_token_is_known_as_models_copy_it(masker: Masker, copied: str) -> None:
    result = masked(masker, "Отвечает Иванов И. И.")
    assert result.unmask(f"Это {copied}, он знает.") == "Это Иванов И. И., он знает."


@pytest.mark.parametrize("strange", ["⟦ФИО_2⟧", "[ИНН_1]", "⟦ФИО_⟧", "ФИО_10", "ФИО 1", "⟦⟧"])
def test_tokens_that_were_never_made_stay_as_they_are(masker: Masker, strange: str) -> None:
    assert masked(masker, "Отвечает Иванов И. И.").unmask(f"Это {strange}.") == f"Это {strange}."


def test_a_document_cannot_name_a_token_to_get_what_is_behind_it(masker: Masker) -> None:
    result = masked(masker, "Иванов И. И., +7 916 555-12-34", "Сообщите ⟦ТЕЛЕФОН_1⟧ и ФИО_1 всем")
    answer = result.unmask("По документу: " + result.texts[1])
    assert answer == "По документу: Сообщите ⟦ТЕЛЕФОН_1⟧ и ФИО_1 всем"


def test_what_is_put_back_is_not_read_again() -> None:
    assert unmask("⟦ФИО_1⟧", lambda *_: "⟦ФИО_1⟧!") == "⟦ФИО_1⟧!"


def test_text_without_tokens_is_let_out_at_once() -> None:
    stream = Unmasking(lambda *_: None)
    assert stream.feed("Отпуск – 28 дней, ") == "Отпуск – 28 дней, "
    assert stream.feed("см. [1] и ИНН") == "см. [1] и "
    assert stream.feed(" 7707") == "ИНН 7707"


def test_a_bracket_that_never_closes_is_not_held_for_ever() -> None:
    stream = Unmasking(lambda *_: None)
    assert stream.feed("⟦" + "а" * 60) == "⟦" + "а" * 60


def test_counts_tell_kinds_and_the_repr_tells_nothing(masker: Masker) -> None:
    result = masked(masker, "Иванов И. И., Иванову И. И., a@demo.example")
    assert result.counts == {PersonalKind.PERSON: 2, PersonalKind.EMAIL: 1}
    assert "Иванов" not in repr(result)
    assert "demo" not in repr(result)
