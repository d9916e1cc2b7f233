import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from znatok.documents.model import BlockKind
from znatok.ingestion.errors import BrokenFile, Encrypted, NoText, TooLarge
from znatok.ingestion.model import Limits, ParsedFile
from znatok.ingestion.parsing import read_file

FONTS = Path("/usr/share/fonts/truetype/dejavu")  # Debian's fonts-dejavu-core
WIDTH, HEIGHT = A4
WORDS = [
    "работник",
    "обязан",
    "соблюдать",
    "правила",
    "внутреннего",
    "распорядка",
    "и",
    "бережно",
    "относиться",
    "к",
    "имуществу",
    "работодателя",
    "а",
    "работодатель",
    "обязан",
    "предоставить",
    "работу",
    "и",
    "обеспечить",
    "условия",
    "труда",
    "вовремя",
]


@pytest.fixture(scope="module")
def canvas() -> Callable[..., Any]:
    if not FONTS.exists():
        pytest.skip("no Cyrillic TrueType font: install fonts-dejavu-core")
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))

    def make(**options: Any) -> tuple[Canvas, io.BytesIO]:
        stream = io.BytesIO()
        return Canvas(stream, pagesize=A4, **options), stream

    return make


def write(
    page: Any,
    lines: list[str],
    *,
    x: float = 60,
    y: float = HEIGHT - 100,
    size: float = 11,
    font: str = "DejaVuSans",
    step: float = 15,
) -> float:
    page.setFont(font, size)
    for line in lines:
        page.drawString(x, y, line)
        y -= step
    return y


def filled(width: float, size: float = 11, offset: int = 0) -> list[str]:
    """Lines of running text that fill `width` points."""
    lines, line = [], ""
    for at in range(60):
        word = WORDS[(at + offset) % len(WORDS)]
        longer = f"{line} {word}".strip()
        if pdfmetrics.stringWidth(longer, "DejaVuSans", size) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, f"{line}."]


def read(page: Any, stream: io.BytesIO, **options: Any) -> ParsedFile:
    page.save()
    return read_file(stream.getvalue(), "a.pdf", **options)


def shown(parsed: ParsedFile, kind: BlockKind | None = None) -> list[str]:
    return [parsed.text[b.start : b.end] for b in parsed.blocks if kind in {None, b.kind}]


def test_lines_become_paragraphs_and_divided_words_are_joined(canvas: Any) -> None:
    page, stream = canvas()
    write(page, ["Стороны договорились о порядке расчё-", "тов и о сроках поставки оборудования,", "как-то сказано в приложении к догово-", "ру, и что-", "то ещё."])  # fmt: skip
    assert shown(read(page, stream)) == [
        (
            "Стороны договорились о порядке расчётов и о сроках поставки оборудования, "
            "как-то сказано в приложении к договору, и что-то ещё."
        )
    ]


def test_two_columns_are_read_one_after_the_other(canvas: Any) -> None:
    page, stream = canvas()
    write(page, ["Заголовок над обеими колонками страницы газеты"], y=HEIGHT - 60, size=18)
    left, right = filled(210), filled(210, offset=7)
    write(page, left, x=60, y=HEIGHT - 110)
    write(page, right, x=310, y=HEIGHT - 110)
    parsed = read(page, stream)
    assert shown(parsed, BlockKind.HEADING) == ["Заголовок над обеими колонками страницы газеты"]
    assert shown(parsed, BlockKind.PARAGRAPH) == [" ".join(left), " ".join(right)]


def test_larger_and_bold_lines_are_headings_and_clauses_are_items(canvas: Any) -> None:
    page, stream = canvas()
    write(page, ["Договор аренды"], y=HEIGHT - 60, size=20)
    write(page, ["1. Предмет договора"], y=HEIGHT - 100, font="DejaVuSans-Bold")
    y = write(page, ["1.1. " + filled(420)[0], *filled(420)[1:]], y=HEIGHT - 130)
    write(page, ["• первое условие", "• второе условие"], y=y)
    parsed = read(page, stream)
    headings = [
        (b.level, parsed.text[b.start : b.end])
        for b in parsed.blocks
        if b.kind is BlockKind.HEADING
    ]
    assert headings == [(1, "Договор аренды"), (2, "1. Предмет договора")]
    items = shown(parsed, BlockKind.LIST_ITEM)
    assert items[0].startswith("1.1. работник обязан")
    assert items[1:] == ["первое условие", "второе условие"]


def test_running_heads_and_page_numbers_go_and_a_sentence_crosses_the_page(canvas: Any) -> None:
    page, stream = canvas()
    for number in range(1, 5):
        write(page, ["ООО «Ромашка» · Положение"], y=HEIGHT - 30, size=8)
        write(page, [f"- {number} -"], x=WIDTH / 2, y=25, size=8)
        lines = filled(470)
        lines[-1] = lines[-1].removesuffix(".") if number < 4 else lines[-1]
        write(page, lines, x=60)
        page.showPage()
    parsed = read(page, stream)
    assert parsed.pages == 4
    assert "Ромашка" not in parsed.text
    assert not any(symbol.isdigit() for symbol in parsed.text)
    assert parsed.blocks[0].page == 1


def test_a_ruled_table_keeps_its_cells_and_merged_ones_are_repeated(canvas: Any) -> None:
    page, stream = canvas()
    write(page, ["Перед таблицей."])
    grid = [["Отдел", "Дни", ""], ["", "лето", "зима"], ["Продажи", "14", "7"]]
    table = Table(
        grid,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("SPAN", (0, 0), (0, 1)),
            ("SPAN", (1, 0), (2, 0)),
            ("FONT", (0, 0), (-1, -1), "DejaVuSans", 10),
        ],
        colWidths=120,
    )
    table.wrapOn(page, 400, 200)
    table.drawOn(page, 60, HEIGHT - 250)
    write(page, ["После таблицы."], y=HEIGHT - 300)
    parsed = read(page, stream)
    assert [b.kind for b in parsed.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
    assert parsed.blocks[1].rows == (
        ("Отдел", "Дни", "Дни"),
        ("Отдел", "лето", "зима"),
        ("Продажи", "14", "7"),
    )


def test_a_frame_around_text_is_no_table(canvas: Any) -> None:
    page, stream = canvas()
    page.rect(50, 300, 400, 450)
    write(page, ["Текст внутри рамки."])
    assert [b.kind for b in read(page, stream).blocks] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(canvas: Any, turn: int) -> None:
    page, stream = canvas()
    page.setPageRotation(turn)
    page.saveState()
    if turn == 90:
        page.translate(WIDTH, 0)
    elif turn == 180:
        page.translate(WIDTH, HEIGHT)
    else:
        page.translate(0, HEIGHT)
    page.rotate(turn)
    write(page, ["Первая строка страницы.", "Вторая строка страницы."], y=400, step=40)
    page.restoreState()
    assert shown(read(page, stream)) == ["Первая строка страницы.", "Вторая строка страницы."]


def test_a_scan_a_password_and_a_cut_file_are_told_apart(canvas: Any) -> None:
    page, stream = canvas()
    page.rect(10, 10, 50, 50)
    with pytest.raises(NoText):
        read(page, stream)
    page, stream = canvas(encrypt=StandardEncryption("секрет".encode().hex(), ownerPassword="x"))
    write(page, ["Тайна"])
    with pytest.raises(Encrypted):
        read(page, stream)
    with pytest.raises(BrokenFile):
        read_file(b"%PDF-1.7\nnothing of a PDF follows", "a.pdf")


def test_pages_without_text_are_warned_of_and_too_many_are_refused(canvas: Any) -> None:
    page, stream = canvas()
    write(page, ["Текст есть только здесь."])
    page.showPage()
    page.rect(10, 10, 50, 50)
    parsed = read(page, stream)
    assert parsed.warnings == ("pages-without-text:2",)
    with pytest.raises(TooLarge):
        read_file(stream.getvalue(), "a.pdf", Limits(max_pages=1))


def test_the_title_of_the_metadata_is_kept(canvas: Any) -> None:
    page, stream = canvas()
    page.setTitle("Положение об отпусках")
    write(page, ["Текст."])
    assert read(page, stream).title == "Положение об отпусках"


def test_a_text_that_repeats_itself_on_every_page_is_no_running_head(canvas: Any) -> None:
    page, stream = canvas()
    for _ in range(4):
        write(page, ["Повторяемая строка текста."] * 50, y=HEIGHT - 40)
        page.showPage()
    assert read(page, stream).text.count("Повторяемая") == 200


def texts(parsed: ParsedFile) -> list[str]:
    return [parsed.text[b.start : b.end] for b in parsed.blocks]


def test_a_line_that_begins_with_a_number_continues_its_clause(canvas: Any) -> None:
    page, stream = canvas()
    write(
        page,
        [
            "5.1. За просрочку оплаты начисляется пеня 0,2 % в день, начиная с шестого дня.",
            "5.2. Арендатор вправе досрочно расторгнуть этот договор, предупредив за",
            "90 календарных дней.",
            "5.3. Спор рассматривает арбитражный суд.",
        ],
    )
    page.save()
    assert texts(read_file(stream.getvalue(), "a.pdf"))[1:] == [
        "5.2. Арендатор вправе досрочно расторгнуть этот договор, предупредив за 90 календарных дней.",
        "5.3. Спор рассматривает арбитражный суд.",
    ]


def test_a_clause_cited_across_a_line_end_is_no_list_item(canvas: Any) -> None:
    page, stream = canvas()
    write(page, ["Плата вносится в срок, который указан в договоре, по п.", "4.2. Договора."])
    page.save()
    assert len(texts(read_file(stream.getvalue(), "a.pdf"))) == 1


def test_footers_that_count_two_pages_are_dropped(canvas: Any) -> None:
    page, stream = canvas()
    for number in (1, 2):
        write(page, [f"Приложение {number}", "Текст этой страницы закончен."])
        write(page, [f"ООО «Ладья» стр. {number}"], y=40, size=8)
        page.showPage()
    page.save()
    read = texts(read_file(stream.getvalue(), "a.pdf"))
    assert read == [
        "Приложение 1",
        "Текст этой страницы закончен.",
        "Приложение 2",
        "Текст этой страницы закончен.",
    ]


def test_numbered_annexes_at_page_tops_are_no_running_heads(canvas: Any) -> None:
    page, stream = canvas()
    for number in range(1, 5):
        write(page, [f"Приложение {number}"], y=HEIGHT - 40)
        write(page, [f"Перечень номер {'абвг'[number - 1]}."])
        page.showPage()
    page.save()
    read = texts(read_file(stream.getvalue(), "a.pdf"))
    assert [each for each in read if each.startswith("Прил")] == [
        f"Приложение {number}" for number in range(1, 5)
    ]


def drawn_table(page: Any, rows: list[list[str]], *, y: float, height: float = 20) -> None:
    table = Table(
        rows,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("FONT", (0, 0), (-1, -1), "DejaVuSans", 10),
        ],
        colWidths=[60, 150, 220],
        rowHeights=height,
    )
    table.wrapOn(page, 400, 200)
    table.drawOn(page, 60, y)


def test_a_row_torn_by_a_page_end_is_one_row(canvas: Any) -> None:
    page, stream = canvas()
    drawn_table(page, [["№", "Работа", "Описание"], ["1", "Монтаж", "Сборка стоек и"]], y=60)
    page.showPage()
    drawn_table(page, [["", "", "крепление полок"], ["2", "Сдача", "Подписание акта"]], y=700)
    parsed = read(page, stream)
    assert [block.rows for block in parsed.blocks] == [
        (
            ("№", "Работа", "Описание"),
            ("1", "Монтаж", "Сборка стоек и крепление полок"),
            ("2", "Сдача", "Подписание акта"),
        )
    ]


def test_a_row_under_a_merged_name_stays_a_row_on_the_next_page(canvas: Any) -> None:
    page, stream = canvas()
    drawn_table(page, [["№", "Работа", "Описание"], ["1", "Монтаж", "Сборка стоек"]], y=60)
    page.showPage()
    drawn_table(page, [["", "Демонтаж", "Разборка стоек"]], y=700)
    assert len(read(page, stream).blocks[0].rows) == 3


def test_words_beside_a_table_do_not_mix_with_the_columns_below_it(canvas: Any) -> None:
    page, stream = canvas()
    drawn_table(page, [["а", "б", "в"]] * 6, y=HEIGHT - 200)
    for at in range(6):
        write(page, [f"{at} руб."], x=510, y=HEIGHT - 95 - 20 * at)
    left, right = filled(210), filled(210, offset=7)
    write(page, left, x=60, y=HEIGHT - 260)
    write(page, right, x=310, y=HEIGHT - 260)
    parsed = read(page, stream)
    assert shown(parsed, BlockKind.PARAGRAPH)[-2:] == [" ".join(left), " ".join(right)]


def test_columns_of_two_sections_are_read_section_by_section(canvas: Any) -> None:
    page, stream = canvas()
    parts = [filled(210, offset=at)[:6] for at in range(4)]
    for at, lines in enumerate(parts):
        write(page, lines, x=(60, 310)[at % 2], y=HEIGHT - (100, 300)[at // 2])
    text = " ".join(read(page, stream).text.split())
    places = [text.index(" ".join(lines)) for lines in parts]
    assert places == sorted(places)
