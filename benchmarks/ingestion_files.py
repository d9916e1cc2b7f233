"""Files for benchmarks/ingestion.py: office documents in several formats, and a long PDF."""

import io
import random

from docx import Document
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
_SUBJECTS = [
    "отпуск",
    "командировка",
    "договор",
    "поставка",
    "склад",
    "закупка",
    "обучение",
    "охрана",
    "доступ",
    "отчёт",
]
_ACTORS = [
    "сотрудник",
    "руководитель",
    "бухгалтерия",
    "кадровая_служба",
    "юрист",
    "заведующий_складом",
]
_DEEDS = [
    "согласует",
    "оформляет",
    "проверяет",
    "передаёт",
    "хранит",
    "утверждает",
    "возвращает",
    "учитывает",
]
_THINGS = [
    "заявление",
    "акт",
    "накладную",
    "приказ",
    "журнал",
    "счёт",
    "смету",
    "справку",
    "протокол",
    "пропуск",
]
_TERMS = (
    "в течение {} рабочих дней",
    "не позднее {} числа",
    "за {} дней до срока",
    "раз в {} дней",
)
_LINES_A_PAGE = 46
_LINE = 95  # characters


def paragraph(chance: random.Random, sentences: int = 5) -> str:
    said = []
    for _ in range(sentences):
        actor, deed = chance.choice(_ACTORS).replace("_", " "), chance.choice(_DEEDS)
        term = chance.choice(_TERMS).format(chance.randint(2, 28))
        said.append(
            f"{actor.capitalize()} {deed} {chance.choice(_THINGS)} {term}, если сумма не выше "
            f"{chance.randint(1, 900)} тысяч рублей."
        )
    return " ".join(said)


def sections(chance: random.Random, number: int) -> list[tuple[str, list[str]]]:
    return [
        (
            f"{at}. Порядок: {chance.choice(_SUBJECTS)} № {chance.randint(100, 999)}",
            [paragraph(chance) for _ in range(2)],
        )
        for at in range(1, number + 1)
    ]


def typical(number: int) -> tuple[str, bytes]:
    """Name and bytes of a document of about three pages, 1,500 tokens; formats take turns."""
    chance = random.Random(number)  # noqa: S311  # the same files every time
    parts = sections(chance, 5)
    kind = ("docx", "pdf", "md", "xlsx", "html")[number % 5]
    title = f"Регламент {number}: {chance.choice(_SUBJECTS)}"
    made = {"docx": _docx, "pdf": _pdf, "md": _md, "xlsx": _xlsx, "html": _html}[kind]
    return f"{title}.{kind}", made(title, parts)


def long_pdf(pages: int) -> bytes:
    chance = random.Random(pages)  # noqa: S311  # the same file every time
    # A section of two paragraphs takes some 17 lines.
    return _pdf("Сводный регламент", sections(chance, pages * _LINES_A_PAGE // 17), pages)


def _docx(title: str, parts: list[tuple[str, list[str]]]) -> bytes:
    document, data = Document(), io.BytesIO()
    document.add_heading(title, level=0)
    for heading, texts in parts:
        document.add_heading(heading, level=1)
        for text in texts:
            document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def _md(title: str, parts: list[tuple[str, list[str]]]) -> bytes:
    body = "\n\n".join("\n\n".join([f"## {heading}", *texts]) for heading, texts in parts)
    return f"# {title}\n\n{body}\n".encode()


def _html(title: str, parts: list[tuple[str, list[str]]]) -> bytes:
    body = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts)
        for heading, texts in parts
    )
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{body}".encode()


def _xlsx(title: str, parts: list[tuple[str, list[str]]]) -> bytes:
    book, data = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Порядок"
    sheet.append(["Раздел", "Правило", "Источник"])
    for heading, texts in parts:
        for sentence in " ".join(texts).split(". "):
            sheet.append([heading, sentence, title])
    book.save(data)
    return data.getvalue()


def _pdf(title: str, parts: list[tuple[str, list[str]]], pages: int | None = None) -> bytes:
    pdfmetrics.registerFont(TTFont("Body", _FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    lines = [title, ""]
    for heading, texts in parts:
        lines += [heading, ""]
        for text in texts:
            lines += [*_wrapped(text), ""]
    for start in range(0, len(lines), _LINES_A_PAGE):
        if pages is not None and start // _LINES_A_PAGE >= pages:
            break
        text = canvas.beginText(50, 790)
        text.setFont("Body", 9)
        for line in lines[start : start + _LINES_A_PAGE]:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _wrapped(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 > _LINE:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]
