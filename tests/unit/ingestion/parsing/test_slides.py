import io

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from znatok.documents.model import BlockKind
from znatok.ingestion.parsing import read_file


def test_a_slide_is_a_page_with_title_bullets_table_chart_and_notes() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Итоги года"
    frame = slide.placeholders[1].text_frame
    frame.text = "Рост выручки"
    nested = frame.add_paragraph()
    nested.text, nested.level = "в рознице", 1
    slide.notes_slide.notes_text_frame.text = "Сказать о планах"
    second = deck.slides.add_slide(deck.slide_layouts[6])
    table = second.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(10), Cm(3)).table
    for at, text in enumerate(("Год", "Сумма", "2025", "17")):
        table.cell(at // 2, at % 2).text = text
    data = CategoryChartData()
    data.categories = ["Москва", "Тверь"]
    data.add_series("Продажи", (5, 3))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(8), Cm(8), Cm(5), data)
    stream = io.BytesIO()
    deck.save(stream)

    parsed = read_file(stream.getvalue(), "итоги.pptx")

    assert parsed.pages == 2
    assert parsed.title == "Итоги года"
    assert [(b.kind, b.level, b.page, parsed.text[b.start : b.end]) for b in parsed.blocks] == [
        (BlockKind.HEADING, 1, 1, "Итоги года"),
        (BlockKind.LIST_ITEM, 1, 1, "Рост выручки"),
        (BlockKind.LIST_ITEM, 2, 1, "в рознице"),
        (BlockKind.PARAGRAPH, 0, 1, "Сказать о планах"),
        (BlockKind.TABLE, 0, 2, "Год | Сумма\n2025 | 17"),
        (BlockKind.TABLE, 0, 2, " | Продажи\nМосква | 5.0\nТверь | 3.0"),
    ]
