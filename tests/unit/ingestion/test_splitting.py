"""Fragments: exact, whole, of a sensible size, along the structure."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from znatok.documents.model import Block, BlockKind, Fragment, Version
from znatok.ingestion.splitting import SplitSettings, split
from znatok.kernel.ids import DocumentId, VersionId, new_uuid
from znatok.language.morphology import Morphology
from znatok.language.sentences import sentence_spans

MORPHOLOGY = Morphology()
SMALL = SplitSettings(target_chars=90, max_chars=120, min_chars=30, max_context_chars=40)
Given = tuple[BlockKind, str, int]

_WORDS = st.sampled_from(
    [
        "отпуск",
        "Договор",
        "п. 4.2",
        "оплата",
        "5",
        "т. е.",
        "и",
        "—",
        "ООО",
        "x" * 70,
        "😀",
        "\u3000",
    ]
)
_ENDS = st.sampled_from([".", "!", ":", "", "?", "…"])
_SENTENCE = st.builds(
    lambda words, end: " ".join(words) + end, st.lists(_WORDS, min_size=1, max_size=12), _ENDS
)
_LINES = st.lists(_SENTENCE, min_size=1, max_size=4).map(" ".join)
_ROWS = st.lists(
    st.lists(_SENTENCE, min_size=2, max_size=3).map(" | ".join), min_size=1, max_size=6
)
_BLOCK = st.one_of(
    st.tuples(st.just(BlockKind.HEADING), _SENTENCE, st.integers(1, 3)),
    st.tuples(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM]), _LINES, st.just(0)),
    st.tuples(st.just(BlockKind.TABLE), _ROWS.map("\n".join), st.just(0)),
    st.tuples(st.just(BlockKind.CODE), _ROWS.map("\n".join), st.just(0)),
)


def version_of(blocks: list[Given], *, skipped: int = -1) -> Version:
    """A version with these blocks; the one numbered `skipped` is in the text only."""
    text, found = "", []
    for number, (kind, said, level) in enumerate(blocks):
        start = len(text)
        text += said
        if number != skipped:
            rows = tuple(tuple(line.split(" | ")) for line in said.split("\n"))
            rows = rows if kind is BlockKind.TABLE else ()
            found.append(Block(kind, start, len(text), level, rows=rows))
        text += "\n" if kind is BlockKind.LIST_ITEM else "\n\n"
    return Version(
        id=VersionId(new_uuid()),
        document_id=DocumentId(new_uuid()),
        number=1,
        file_name="a.docx",
        media_type="text/plain",
        size_bytes=1,
        sha256="",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        text=text.rstrip(),
        blocks=tuple(found),
    )


def cut(*blocks: Given, sizes: SplitSettings = SMALL) -> list[Fragment]:
    return split(version_of(list(blocks)), "Договор", MORPHOLOGY, sizes)


def heading(text: str, level: int = 1) -> Given:
    return BlockKind.HEADING, text, level


def paragraph(text: str) -> Given:
    return BlockKind.PARAGRAPH, text, 0


def item(text: str) -> Given:
    return BlockKind.LIST_ITEM, text, 1


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCK, max_size=12), st.integers(-1, 3))
def test_every_character_is_in_exactly_one_fragment_and_every_offset_is_exact(
    blocks: list[Given], skipped: int
) -> None:
    version = version_of(blocks, skipped=skipped)
    fragments = split(version, "Договор", MORPHOLOGY, SMALL)
    covered = set()
    for ordinal, each in enumerate(fragments):
        assert each.ordinal == ordinal
        assert version.text[each.start : each.end] == each.text
        assert each.text == each.text.strip()
        assert 0 < len(each.text) <= SMALL.max_chars
        assert not covered & set(range(each.start, each.end))
        covered |= set(range(each.start, each.end))
        said = set()
        for start, end in each.sentences:
            assert 0 <= start < end <= len(each.text)
            assert each.text[start:end] == each.text[start:end].strip()
            said |= set(range(start, end))
        assert all(one[1] <= other[0] for one, other in pairwise(each.sentences))
        assert all(c.isspace() for at, c in enumerate(each.text) if at not in said)
    missed = [c for at, c in enumerate(version.text) if at not in covered]
    assert all(each.isspace() for each in missed)


@settings(max_examples=100, deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=8))
def test_no_sentence_is_cut_that_fits_a_fragment(said: list[str]) -> None:
    version = version_of([paragraph(each) for each in said])
    fragments = split(version, "Договор", MORPHOLOGY, SMALL)
    for block in version.blocks:
        for left, right in sentence_spans(version.text[block.start : block.end]):
            start, end = block.start + left, block.start + right
            if end - start <= SMALL.max_chars:
                assert any(each.start <= start and end <= each.end for each in fragments)


def test_short_paragraphs_stay_together_under_their_heading() -> None:
    found = cut(heading("Отпуск"), paragraph("28 дней."), paragraph("Заявление за две недели."))
    assert [each.text for each in found] == ["Отпуск\n\n28 дней.\n\nЗаявление за две недели."]
    assert found[0].section == ("Отпуск",)
    assert found[0].kind is BlockKind.PARAGRAPH


def test_a_heading_is_never_left_alone_before_a_long_paragraph() -> None:
    found = cut(heading("Отпуск"), paragraph("Двадцать восемь дней положено всем. " * 5))
    assert found[0].text.startswith("Отпуск\n\nДвадцать восемь")
    assert len(found) > 1


def test_the_section_is_the_path_of_headings() -> None:
    long = "Сотрудник обязан сообщить об этом заранее и письменно, иначе никак."
    found = cut(
        heading("Правила"), heading("Отпуск", 2), paragraph(long), heading("Поездки", 2),
        paragraph(long), heading("Прочее"), paragraph(long),
    )  # fmt: skip
    assert [each.section for each in found] == [
        ("Правила", "Отпуск"),
        ("Правила", "Поездки"),
        ("Прочее",),
    ]


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    before = paragraph("Общие слова о том, как всё устроено, занимают тут место.")
    found = cut(before, paragraph("Нужны документы:"), item("паспорт;"), item("договор."))
    assert found[1].text == "Нужны документы:\n\nпаспорт;\nдоговор."


def test_a_list_that_does_not_fit_keeps_its_lead_in_as_context() -> None:
    found = cut(
        paragraph("Нужны документы:"),
        *[item(f"документ номер {number}, подписанный директором;") for number in range(6)],
    )
    assert len(found) > 1
    assert all("Нужны документы:" in each.text + each.context for each in found)
    assert "нужный" in found[-1].terms.split()


def test_a_table_breaks_between_rows_and_repeats_its_header_as_context() -> None:
    rows = [
        "Город | Суточные",
        *[f"Город номер {number} | {number}00 рублей" for number in range(9)],
    ]
    found = cut((BlockKind.TABLE, "\n".join(rows), 0))
    assert len(found) > 1
    assert found[0].context == ""
    assert {each.context for each in found[1:]} == {"Город | Суточные"}
    lines = [line for each in found for line in each.text.split("\n")]
    assert lines == rows
    assert [len(each.sentences) for each in found] == [each.text.count("\n") + 1 for each in found]


def test_a_numbered_clause_begins_a_fragment_when_there_is_enough_before_it() -> None:
    found = cut(
        paragraph("1.1. Стороны заключили договор о поставке."),
        paragraph("1.2. Цена указана в приложении."),
    )
    assert [each.text[:4] for each in found] == ["1.1.", "1.2."]


def test_small_neighbouring_sections_share_a_fragment() -> None:
    found = cut(
        heading("Связь"), heading("Почта", 2), paragraph("mail@ooo.example"),
        heading("Телефон", 2), paragraph("100-20"),
    )  # fmt: skip
    assert len(found) == 1
    assert found[0].section == ("Связь",)


def test_no_fragment_runs_over_the_end_of_a_page() -> None:
    version = replace(
        version_of([(BlockKind.PARAGRAPH, "Первая.", 0), (BlockKind.PARAGRAPH, "Вторая.", 0)]),
        blocks=(
            Block(BlockKind.PARAGRAPH, 0, 7, page=1),
            Block(BlockKind.PARAGRAPH, 9, 16, page=2),
        ),
    )

    found = split(version, "", Morphology())

    assert [(each.text, each.page) for each in found] == [("Первая.", 1), ("Вторая.", 2)]


def test_page_and_sheet_are_those_of_the_first_character() -> None:
    text = "Первый.\n\nВторой."
    blocks = (
        Block(BlockKind.TABLE, 0, 7, page=3, sheet="Январь", rows=(("Первый.",),)),
        Block(BlockKind.TABLE, 9, 16, page=4, sheet="Март", rows=(("Второй.",),)),
    )
    found = split(replace(version_of([]), text=text, blocks=blocks), "", MORPHOLOGY, SMALL)
    assert [(each.page, each.sheet) for each in found] == [(3, "Январь"), (4, "Март")]


def test_terms_name_title_section_context_and_text() -> None:
    found = cut(heading("Отпуска"), paragraph("Дней положено много."))
    assert {"договор", "отпуск", "день"} <= set(found[0].terms.split())


def test_cutting_again_gives_the_same_ids() -> None:
    version = version_of([paragraph("Раз. Два. " * 30)])
    one = split(version, "", MORPHOLOGY, SMALL)
    assert [each.id for each in one] == [each.id for each in split(version, "", MORPHOLOGY, SMALL)]


def test_sizes_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="min_chars"):
        SplitSettings(target_chars=100, max_chars=90)
