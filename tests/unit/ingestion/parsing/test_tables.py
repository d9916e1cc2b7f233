import pytest

from znatok.documents.model import BlockKind
from znatok.ingestion.model import DEFAULT_LIMITS, ParsedFile
from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.tables import Wide

CAPTION = Wide("Остатки на 1 июня 2026 г.")
HEADER, ROW = ("Код", "Наименование", "Остаток"), ("НЦ-5", "Насос", "34")


def built(*rows: tuple[str, ...]) -> ParsedFile:
    builder = Builder("a", DEFAULT_LIMITS)
    builder.table(rows, sheet="Лист")
    return builder.build("xlsx", "a/b")


def shown(parsed: ParsedFile) -> list[tuple[BlockKind, str]]:
    return [(b.kind, parsed.text[b.start : b.end]) for b in parsed.blocks]


@pytest.mark.parametrize(
    "above",
    [
        [(CAPTION, CAPTION, CAPTION)],
        [(CAPTION, CAPTION, CAPTION), (CAPTION, CAPTION, CAPTION)],
        [(str(CAPTION),)],
        [(CAPTION, CAPTION, "")],
        [(CAPTION, CAPTION, CAPTION, CAPTION, CAPTION)],
    ],
    ids=["merged", "merged down too", "not merged", "merged in part", "wider than the table"],
)
def test_a_row_that_is_one_cell_above_the_header_is_a_caption(above: list[tuple[str, ...]]) -> None:
    parsed = built(*above, HEADER, ROW)
    assert shown(parsed)[0] == (BlockKind.PARAGRAPH, CAPTION)
    assert parsed.blocks[0].sheet == "Лист"
    assert parsed.blocks[1].rows == (HEADER, ROW)


def test_several_captions_keep_their_order() -> None:
    parsed = built((str(CAPTION),), ("в штуках",), HEADER, ROW)
    assert [text for _, text in shown(parsed)][:2] == [CAPTION, "в штуках"]
    assert parsed.blocks[2].rows[0] == HEADER


def test_a_note_across_the_foot_stands_after_the_table() -> None:
    note = Wide("Цены без НДС")
    parsed = built(HEADER, ROW, (note, note, note))
    assert parsed.blocks[0].rows == (HEADER, ROW)
    assert shown(parsed)[1] == (BlockKind.PARAGRAPH, note)


def test_a_section_inside_the_table_stays_its_row() -> None:
    section = (Wide("Насосы"),) * 3
    assert built(HEADER, section, ROW).blocks[0].rows == (HEADER, section, ROW)


def test_equal_cells_that_are_no_caption_stay() -> None:
    assert built(("да", "да", "да"), ROW).blocks[0].rows == (("да", "да", "да"), ROW)
    assert built(("2", "2", "2"), ("1", "0", "5")).blocks[0].rows[0] == ("2", "2", "2")
    form = (("Организация", ""), ("Адрес", "Портовый, 8"))
    assert built(*form).blocks[0].rows == form
    signed = (("Заказчик", "Подрядчик"), ("___ М.П.", "___ М.П."))
    assert built(*signed).blocks[0].rows == signed


def test_a_sheet_of_merged_lines_is_text() -> None:
    lines = [(Wide(text),) * 2 for text in ("Памятка", "Звоните 112")]
    assert shown(built(*lines)) == [
        (BlockKind.PARAGRAPH, "Памятка"),
        (BlockKind.PARAGRAPH, "Звоните 112"),
    ]


def test_cells_are_kept_as_plain_text() -> None:
    rows = built((Wide("Дни"), Wide("Дни"), "Итог"), ROW).blocks[0].rows
    assert {type(each) for row in rows for each in row} == {str}
