"""How many characters of scanned Russian pages are read wrongly.

    python benchmarks/ocr.py                 clean and worn scans of the demo company's own texts
    python benchmarks/ocr.py --files FOLDER  and what the scans of a folder give

Pages of known text are drawn at 300 dpi in several faces and sizes, some with a ruled table, saved
as PDFs of pictures only, and read as an upload is. Clean: as drawn. Worn: turned by up to a degree,
blurred, with noise, on grey paper, as JPEG of quality 60. The figure is the character error rate:
edit distance (Levenshtein) over the length of the known text, white space of any length being one
space, cells of a table in order of rows. Case and punctuation count.
"""

import argparse
import io
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from recording import ROOT, record

from znatok.ingestion.errors import Unreadable
from znatok.ingestion.parsing import read_file

SOURCES = ROOT / "examples" / "demo_company" / "source"
FONTS = Path("/usr/share/fonts/truetype")  # Debian's fonts-dejavu-core, fonts-liberation
FACES = (
    ("liberation/LiberationSerif-Regular.ttf", 12),  # the metrics of Times New Roman
    ("liberation/LiberationSans-Regular.ttf", 11),  # of Arial
    ("dejavu/DejaVuSerif.ttf", 10),
    ("dejavu/DejaVuSans.ttf", 9),
    ("liberation/LiberationSerif-Italic.ttf", 12),
    ("liberation/LiberationSerif-Bold.ttf", 14),
    ("liberation/LiberationSans-Regular.ttf", 8),
    ("liberation/LiberationSerif-Regular.ttf", 10),
)
PAGES = 24
DPI, WIDTH, HEIGHT, MARGIN = 300, 2480, 3508, 260
CHARACTERS = 1_900  # of a page
SEED = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    face: str
    picture: Image.Image
    text: str


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=Path)
    options.add_argument("--pages", type=int, default=PAGES)
    told = options.parse_args()
    pages = list(drawn_pages(told.pages))
    figures: dict[str, Any] = {
        "clean": measured(pages, clean),
        "worn": measured(pages, worn(random.Random(SEED))),  # noqa: S311  # the same wear each time
    }
    if told.files:
        figures["files"] = list(read_files(told.files))
    path = record("ocr", figures, dataset=f"{told.pages} pages of examples/demo_company/source")
    print(path.relative_to(ROOT))
    return 0


def drawn_pages(count: int) -> Iterator[Drawn]:
    texts = page_texts()
    for at in range(count):
        face, points = FACES[at % len(FACES)]
        font = ImageFont.truetype(str(FONTS / face), round(points * DPI / 72))
        yield draw(next(texts), font, f"{Path(face).stem} {points}")


def page_texts() -> Iterator[list[str]]:
    """Paragraphs of a page each; a table is one paragraph of lines that begin with «|»."""
    paragraphs: list[str] = []
    for source in sorted(SOURCES.glob("*.md")):
        block: list[str] = []
        for line in source.read_text("utf-8").splitlines():
            if line.startswith("|"):
                block.append(line)
                continue
            paragraphs.extend(["\n".join(block)] if block else [])
            block = []
            plain = re.sub(r"^[#>\-*\s]+|[*`]", "", line).strip()
            paragraphs.extend([plain] if plain else [])
    page: list[str] = []
    for each in paragraphs:
        page.append(each)
        if sum(map(len, page)) >= CHARACTERS:
            yield page
            page = []


def draw(paragraphs: list[str], font: ImageFont.FreeTypeFont, face: str) -> Drawn:
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    drawing = ImageDraw.Draw(picture)
    step, y = round(font.size * 1.25), MARGIN
    known: list[str] = []
    for paragraph in paragraphs:
        table = paragraph.startswith("|")
        lines = wrapped(paragraph, font, WIDTH - 2 * MARGIN) if not table else []
        if y + (len(lines) + 1) * step > HEIGHT - MARGIN:
            break
        if table:
            y, cells = draw_table(drawing, paragraph, font, y)
            known.extend(cells)
        for line in lines:
            drawing.text((MARGIN, y), line, font=font, fill=0)
            known.append(line)
            y += step
        y += step // 2
    return Drawn(face, picture, " ".join(known))


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def draw_table(
    drawing: ImageDraw.ImageDraw, source: str, font: ImageFont.FreeTypeFont, y: int
) -> tuple[int, list[str]]:
    """Draws as many rows as the page holds; gives where it ends and the cells drawn."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in source.splitlines()
        if not re.fullmatch(r"[|:\-\s]+", line)
    ]
    width, step, pad = (WIDTH - 2 * MARGIN) // len(rows[0]), round(font.size * 1.25), 16
    cells: list[str] = []
    for row in rows:
        texts = [wrapped(cell, font, width - 2 * pad) for cell in row]
        height = max(map(len, texts)) * step + 2 * pad
        if y + height > HEIGHT - MARGIN:
            break
        for at, lines in enumerate(texts):
            x = MARGIN + at * width
            drawing.rectangle((x, y, x + width, y + height), outline=0, width=3)
            for number, line in enumerate(lines):
                drawing.text((x + pad, y + pad + number * step), line, font=font, fill=0)
        cells.extend(" ".join(lines) for lines in texts)
        y += height
    return y, cells


def clean(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=DPI)
    return stream.getvalue()


def worn(chance: random.Random) -> Any:
    def wear(picture: Image.Image) -> bytes:
        noise = Image.effect_noise(picture.size, 24)
        turned = picture.rotate(chance.uniform(-1, 1), Image.Resampling.BICUBIC, fillcolor=255)
        blurred = turned.filter(ImageFilter.GaussianBlur(1.2)).point(lambda level: 40 + level * 0.8)
        stream = io.BytesIO()
        noisy = Image.blend(blurred.convert("L"), noise, 0.12)
        noisy.save(stream, "PDF", resolution=DPI, quality=60)
        return stream.getvalue()

    return wear


def measured(pages: list[Drawn], saved: Any) -> dict[str, Any]:
    errors, length, rows = 0, 0, []
    started = time.perf_counter()
    for number, page in enumerate(pages, start=1):
        try:
            read = read_file(saved(page.picture), f"{number}.pdf").text.replace(" | ", " ")
        except Unreadable:
            read = ""
        wrong = distance(spaced(page.text), spaced(read))
        errors, length = errors + wrong, length + len(spaced(page.text))
        rate = round(wrong / len(spaced(page.text)), 4)
        rows.append({"page": number, "face": page.face, "character_error_rate": rate})
        print(f"{rate:7.2%}  {page.face}")
    seconds = (time.perf_counter() - started) / len(pages)
    print(f"{errors / length:7.2%}  all {length} characters, {seconds:.1f} s a page\n")
    return {
        "character_error_rate": round(errors / length, 4),
        "characters": length,
        "pages": len(pages),
        "worst_page": max(row["character_error_rate"] for row in rows),
        "seconds_a_page": round(seconds, 2),
        "by_page": rows,
    }


def spaced(text: str) -> str:
    return " ".join(text.split())


def distance(known: str, read: str) -> int:
    """Levenshtein's, by bit vectors (Myers, 1999; Hyyrö, 2003)."""
    if not known:
        return len(read)
    full, last = (1 << len(known)) - 1, 1 << (len(known) - 1)
    places: dict[str, int] = {}
    for at, symbol in enumerate(known):
        places[symbol] = places.get(symbol, 0) | 1 << at
    up, down, score = full, 0, len(known)
    for symbol in read:
        here = places.get(symbol, 0)
        across = (((here & up) + up) ^ up) | here | down
        more, less = down | (full & ~(across | up)), up & across
        score += bool(more & last) - bool(less & last)
        more = more << 1 | 1
        up = (less << 1 & full) | (full & ~(across | more))
        down = more & across & full
    return score


def read_files(folder: Path) -> Iterator[dict[str, Any]]:
    """The files of a folder that had to be recognised, in part or in full."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}:
            continue
        started = time.perf_counter()
        try:
            parsed = read_file(path.read_bytes(), path.name)
        except Unreadable as error:
            yield {"file": str(path.relative_to(folder)), "refused": error.slug}
            continue
        told = [each for each in parsed.warnings if each.startswith("pages-")]
        if told:
            row = {
                "file": str(path.relative_to(folder)),
                "pages": parsed.pages,
                "told": told,
                "characters": len(parsed.text),
                "cyrillic": len(re.findall("[А-Яа-яЁё]", parsed.text)),
                "seconds": round(time.perf_counter() - started, 1),
            }
            print(row)
            yield row


if __name__ == "__main__":
    sys.exit(main())
