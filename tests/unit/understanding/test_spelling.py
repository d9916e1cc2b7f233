import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.understanding.company import EVERYONE, SECRET, speller

_SPELLER = speller()


def _made(text: str) -> str:
    return _SPELLER.correct(text, EVERYONE).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("сатрудник заболел", "сотрудник заболел"),  # by ear
        ("отпсук за свой счёт", "отпуск за свой счёт"),  # swapped
        ("камандировачные расходы", "командировочные расходы"),  # two slips
        ("договр поставки", "договор поставки"),  # left out
        ("догговор поставки", "договор поставки"),  # doubled
        ("пкроль от почты", "пароль от почты"),  # a neighbouring key
        ("принтер неработает", "принтер не работает"),  # run together
        ("сотруд ник заболел", "сотрудник заболел"),  # torn
        ("отпууууск когда", "отпуск когда"),  # a key held
        ("cотрyдник в отпуске", "сотрудник в отпуске"),  # Latin letters that look Russian
        ("сколько длиться отпуск", "сколько длится отпуск"),
        ("В течении месяца", "В течение месяца"),
        ("хто согласует отпуск", "кто согласует отпуск"),
        ("как подключится к почте", "как подключиться к почте"),
        ("Коммандировка в Тверь", "Командировка в Тверь"),  # case kept
        ("КАК ОФОРМИТЬ ОТПУУСК", "КАК ОФОРМИТЬ ОТПУСК"),  # all in capitals is no abbreviation
        ("оплата по интернет-магазну", "оплата по интернет-магазину"),
    ],
)
def test_sets_a_clear_slip_right(typed: str, meant: str) -> None:
    corrected = _SPELLER.correct(typed, EVERYONE)
    assert corrected.text == meant
    assert corrected.changed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cjnhelybr на больничном", "сотрудник на больничном"),
        ("crjkmrj lytq jngecrf&", "сколько дней отпуска?"),
        ("rnj lbhtrnjh", "кто директор"),
        ("мзт не подключается", "vpn не подключается"),
        ("кАК ОФОРМИТЬ ОТПУСК", "Как оформить отпуск"),
    ],
)
def test_sets_the_keyboard_layout_right(typed: str, meant: str) -> None:
    assert _made(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Сколько стоит насос НЦ 65-200/18,5?",
        "что сказал Крутиков про отпуск",
        "НДФЛ с матпомощи и ЗИП-3",
        "EBITDA, KPI и vpn за Q2",
        "how many vacation days do I have",
        "нет дедлайна и онбординга",
        "непереносимый остаток отпуска",
        "a@b.ru и https://example.ru/cjnhelybr",
        "где п. 4.2.1 договора 150-ФЗ",
        "",
        "?!",
    ],
)
def test_leaves_alone_what_is_no_slip(text: str) -> None:
    corrected = _SPELLER.correct(text, EVERYONE)
    assert corrected.text == text
    assert not corrected.changed


def test_an_unclear_word_stays_and_all_it_may_mean_is_looked_for() -> None:
    unclear = _SPELLER.correct("что значит кулифа", EVERYONE)
    assert unclear.text == "что значит кулифа"
    assert {"кулиса", "кулига"} == set(unclear.alternatives)
    assert all(0 < weight < 1 for weight in unclear.alternatives.values())


def test_a_rare_word_that_sounds_like_one_of_the_documents_is_kept_and_both_are_looked_for() -> (
    None
):
    corrected = _SPELLER.correct("дебеторская задолженность", EVERYONE)
    assert corrected.text == "дебеторская задолженность"
    assert list(corrected.alternatives) == ["дебиторская"]


def test_words_of_the_documents_correct_only_for_those_who_may_read_them() -> None:
    assert _SPELLER.correct("кто ведёт брюмзел", SECRET).text == "кто ведёт брюмзель"
    stranger = _SPELLER.correct("кто ведёт брюмзел", EVERYONE)
    assert stranger.text == "кто ведёт брюмзел"
    assert not stranger.alternatives


def test_a_company_word_is_inflected_as_it_was_typed() -> None:
    assert _made("где зюлтовского ключа копия") == "где зюльтовского ключа копия"


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяё -АБВZqx[];'.,1", max_size=60))
def test_any_text_is_understood_somehow(text: str) -> None:
    corrected = _SPELLER.correct(text, EVERYONE)
    again = _SPELLER.correct(corrected.text, EVERYONE)
    assert bool(corrected.text.strip()) == bool(text.strip())
    assert len(again.text) <= 2 * len(text) + 10


def test_a_pasted_page_is_not_searched_for_slips() -> None:
    page = "сатрудник " * 300
    assert _made(page).count("сатрудник") >= 240
