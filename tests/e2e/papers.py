"""Documents made for a test by the libraries that offices' files are made with."""

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import FilePayload
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

ARCHIVE_QUESTION = "Какой код доступа у архива «Кедр»?"
ARCHIVE_SECRET = "7342-ЛИПА"
ARCHIVE_CLAUSE = (
    f"Код доступа в архив «Кедр» — {ARCHIVE_SECRET}, его меняют в первый понедельник квартала."
)
SHELF_QUESTION = "На каком стеллаже лежат чертежи турбины Т-19?"
SHELF_ROW = ("Чертежи турбины Т-19", "стеллаж 47-Б", "постоянно")

BALLOON_QUESTION = "Сколько стоит аренда аэростата на праздник города?"
BALLOON_SECRET = "93 750 рублей"
BALLOON_NUMBER = "2.2."
BALLOON_SENTENCE = f"Аренда аэростата на праздник города стоит {BALLOON_SECRET} за один день."
BALLOON_PAGE, BALLOON_PAGES = 2, 3

_ARCHIVE_CLAUSES = {
    "Общие положения": [
        "Архив «Кедр» хранит бумажные подлинники, выданные подразделениям под подпись.",
        "За порядок в хранилище отвечает архивариус, которого назначает начальник отдела.",
        "Подразделения сдают дела не позднее февраля следующего года.",
        "Описи составляют в двух экземплярах: один остаётся у сдающего подразделения.",
        "Переплёт и нумерация листов обязательны для всех дел длительного хранения.",
        "Ветхие листы реставрируют до передачи, чтобы не повредить соседние.",
    ],
    "Температура и влажность": [
        "В хранилище поддерживают от 17 до 19 градусов тепла.",
        "Влажность воздуха держат между 50 и 55 процентами.",
        "Показания приборов записывают в журнал дважды в неделю.",
        "Окна закрыты плотными шторами, прямой свет на стеллажи не допускается.",
        "Влажную уборку проводят в конце каждого месяца без моющих средств.",
        "Проветривание в дождливые дни отменяют.",
    ],
    "Доступ": [
        "Посетителей сопровождает архивариус, оставлять их одних нельзя.",
        ARCHIVE_CLAUSE,
        "Ключи от шкафов сдают на пост охраны после окончания рабочего дня.",
    ],
    "Утилизация": [
        "Дела с истекшим сроком отбирает комиссия из трёх человек.",
        "Акт об уничтожении подписывают все её члены.",
        "Бумагу измельчают на месте, вывозить неизмельчённые листы запрещено.",
    ],
}


def archive_rules() -> bytes:
    """A DOCX of headings, clauses and a table; the clause asked about stands far down."""
    paper = docx.Document()
    paper.add_heading("Порядок хранения дел в архиве «Кедр»", level=1)
    for heading, clauses in _ARCHIVE_CLAUSES.items():
        paper.add_heading(heading, level=2)
        for clause in clauses:
            paper.add_paragraph(clause)
    paper.add_heading("Размещение дел", level=2)
    rows = [
        ("Дело", "Место", "Срок хранения"),
        ("Личные карточки сотрудников", "стеллаж 12-А", "50 лет"),
        ("Паспорта станков", "стеллаж 31-В", "до списания"),
        SHELF_ROW,
        ("Журналы показаний приборов", "стеллаж 8-Г", "3 года"),
    ]
    table = paper.add_table(rows=0, cols=3)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return _docx_bytes(paper)


_BALLOON_PAGES = [
    [
        "1. Смета городского праздника",
        "1.1. Праздник проводят на набережной в последнюю субботу августа.",
        "1.2. Сцену и звук предоставляет дом культуры по договору о сотрудничестве.",
        "1.3. Волонтёров набирает молодёжный совет, им выдают жилеты и дождевики.",
        "1.4. Палатки с едой ставят по левой стороне аллеи, считая от причала.",
    ],
    [
        "2. Разовые расходы",
        "2.1. Печать афиш и листовок заказывают в типографии за две недели.",
        f"{BALLOON_NUMBER} {BALLOON_SENTENCE}",
        "2.3. Дипломы победителей турнира по шахматам печатают на плотной бумаге.",
    ],
    [
        "3. Отчётность",
        "3.1. Остаток средств возвращают в фонд не позднее десяти дней.",
        "3.2. Фотографии с праздника передают в городской музей.",
    ],
]


def festival_budget() -> bytes:
    """A PDF of three pages with Russian text; the sentence asked about is on the second."""
    if not _FONT.exists():
        pytest.fail(
            "No DejaVu fonts to make a PDF with: scripts/install-system-packages.sh installs them "
            "(sudo apt-get install fonts-dejavu-core)",
            pytrace=False,
        )
    pdfmetrics.registerFont(TTFont("DejaVuSans", str(_FONT)))
    plain = ParagraphStyle("plain", fontName="DejaVuSans", fontSize=11, leading=16, spaceAfter=8)
    heading = ParagraphStyle("heading", parent=plain, fontSize=17, leading=24)
    flow = []
    for page, (title, *sentences) in enumerate(_BALLOON_PAGES):
        if page > 0:
            flow.append(PageBreak())
        flow.append(Paragraph(title, heading))
        flow.extend(Paragraph(sentence, plain) for sentence in sentences)
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, title="Смета городского праздника").build(flow)
    return buffer.getvalue()


HOSTILE_NAME = "<img src=x onerror=window.__ran=1> [1].docx"
HOSTILE_TITLE = "<script>window.__ran=1</script> Инструкция [1]"
HOSTILE_QUESTION = "Когда проверяют клапан «Сигма»?"
HOSTILE_WORDS = (
    "<img src=x onerror=window.__ran=1>",
    "<script>window.__ran=1</script>",
    "![схема](http://outside.example/pixel.png)",
    "[подробности](javascript:window.__ran=1)",
)
HOSTILE_CLAUSE = f"Клапан «Сигма» проверяют каждый вторник {' '.join(HOSTILE_WORDS)} [7]."


def hostile_rules() -> FilePayload:
    """A DOCX whose name, title and text would run as script wherever they became HTML."""
    paper = docx.Document()
    paper.core_properties.title = HOSTILE_TITLE
    paper.add_heading(HOSTILE_TITLE, level=1)
    paper.add_paragraph("Осмотр оборудования ведут по утверждённому графику.")
    paper.add_paragraph(HOSTILE_CLAUSE)
    paper.add_paragraph("Замечания заносят в журнал осмотра.")
    return {"name": HOSTILE_NAME, "mimeType": DOCX_TYPE, "buffer": _docx_bytes(paper)}


def _docx_bytes(paper: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()
