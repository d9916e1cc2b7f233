import pytest
from tests.unit.understanding.dictionary.words import MORPHOLOGY, entry, reader

from znatok.access.model import Role
from znatok.kernel.ids import DepartmentId, new_uuid
from znatok.understanding.dictionary.errors import (
    BadTerm,
    MayNotChangeEntry,
    NoVariants,
    TooCommon,
    TooManyVariants,
    VariantIsCanonical,
)
from znatok.understanding.dictionary.rules import (
    clashes,
    clean_term,
    clean_variants,
    permit_keeping,
)

SALES = DepartmentId(new_uuid())


def test_tidies_a_term() -> None:
    assert clean_term("canonical", "  Материальная\u00a0 \u202eпомощь ") == "Материальная помощь"


@pytest.mark.parametrize("term", ["", "я", "  ", "12", "—", "х" * 201, "две|части"])
def test_refuses_what_is_no_term(term: str) -> None:
    with pytest.raises(BadTerm):
        clean_term("canonical", term)


def test_keeps_each_variant_once_in_order_without_empty_ones() -> None:
    given = ["матпомощь", " МАТПОМОЩЬ", "", "мат. помощь"]
    kept = clean_variants("материальная помощь", given, MORPHOLOGY)
    assert kept == ("матпомощь", "мат. помощь")


@pytest.mark.parametrize(
    ("variants", "error"),
    [
        ([], NoVariants),
        (["", " "], NoVariants),
        (["Отдел Кадров"], VariantIsCanonical),
        (["по"], TooCommon),
        (["о"], BadTerm),
        ([f"вариант{n}" for n in range(51)], TooManyVariants),
    ],
)
def test_says_what_is_wrong_with_variants(variants: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        clean_variants("отдел кадров", variants, MORPHOLOGY)


def test_takes_an_abbreviation_that_is_a_function_word_in_small_letters() -> None:
    assert clean_variants("охрана труда", ["ОТ"], MORPHOLOGY) == ("ОТ",)


def test_shows_who_else_explains_the_word_or_the_term() -> None:
    code, same = entry("Трудовой кодекс", "тк", "ТК РФ"), entry("транспортная компания", "ТрК")
    met = [*clashes("Транспортная компания", ["ТК"], [code, same, entry("VPN", "впн")])]
    assert [(each.entry_id, each.variant) for each in met] == [
        (code.id, "тк"),
        (same.id, "транспортная компания"),
    ]


def test_an_administrator_keeps_any_words() -> None:
    admin = reader(role=Role.ADMIN)
    permit_keeping(admin, None)
    permit_keeping(admin, SALES)


def test_an_editor_keeps_the_words_of_the_own_department() -> None:
    editor = reader(SALES, Role.EDITOR)
    permit_keeping(editor, SALES)
    for other in (None, DepartmentId(new_uuid())):
        with pytest.raises(MayNotChangeEntry):
            permit_keeping(editor, other)


@pytest.mark.parametrize("role", [Role.USER, Role.AUDITOR])
def test_nobody_else_keeps_words(role: Role) -> None:
    for department in (None, SALES):
        with pytest.raises(MayNotChangeEntry):
            permit_keeping(reader(SALES, role), department)
