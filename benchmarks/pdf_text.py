"""How far our text of PDFs agrees with what two independent readings give.

    python benchmarks/pdf_text.py ../shared/data/files

Theirs: the text layer as pdfium hands it out, in the order it was written, and kreuzberg's text.
Compared as multisets of letters and digits, case folded: `covered` is the share of their characters
that ours has, `confirmed` the share of ours that they have; `order` is how alike the first 4,000
words are in sequence (Ratcliff-Obershelp). What lowers them on purpose: running heads and page
numbers are left out (covered), a merged cell stands in each of its places (confirmed), columns and
tables are read as they are seen, not as they were written (order). Files whose fonts have lost the
map to letters and pages read from their pictures have no text to compare with, and are left out.
"""

import argparse
import re
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean, median
from typing import Any

import kreuzberg
import pypdfium2 as pdfium
from recording import ROOT, record

from znatok.ingestion.errors import Unreadable
from znatok.ingestion.parsing import read_file

WORDS = 4_000  # difflib is quadratic
FLOOR = 0.98


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    rows, left_out = [], []
    for path in sorted(folder.rglob("*.pdf")):
        row = compared(path)
        if row is None:
            left_out.append(path.name)
            continue
        rows.append({"file": str(path.relative_to(folder)), **row})
        print(f"{row['covered']:6.3f} {row['confirmed']:6.3f} {row['order']:6.3f}  {path.name}")
    figures: dict[str, Any] = {"files": len(rows), "left_out": left_out}
    for name in ("covered", "confirmed", "order", "covered_kreuzberg"):
        values = [row[name] for row in rows]
        figures[name] = {
            "mean": round(mean(values), 4),
            "median": round(median(values), 4),
            "least": min(values),
            "files_from_0.98": sum(value >= FLOOR for value in values),
        }
        print(name, figures[name])
    figures["by_file"] = rows
    print(record("pdf_text", figures, dataset="PDFs of the shared files").relative_to(ROOT))
    return 0


def compared(path: Path) -> dict[str, float] | None:
    data = path.read_bytes()
    try:
        parsed = read_file(data, path.name)
    except Unreadable:
        return None
    theirs = layer(data)
    lettered = sum(symbol.isalpha() for symbol in theirs)
    cyrillic = len(re.findall("[А-Яа-яЁё]", parsed.text))
    if lettered < 0.5 * sum(symbol.isalpha() for symbol in parsed.text):
        return None
    if cyrillic > 0.5 * lettered and len(re.findall("[А-Яа-яЁё]", theirs)) < 0.5 * cyrillic:
        return None
    if any(each.startswith("pages-recognised") for each in parsed.warnings) and parsed.pages == 1:
        return None
    other = second(data)
    ours = counted(parsed.text)
    return {
        "covered": share(ours, counted(theirs)),
        "confirmed": share(counted(theirs), ours),
        "order": in_order(parsed.text, theirs),
        "covered_kreuzberg": share(ours, counted(other)) if other.strip() else 1.0,
    }


def layer(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    try:
        pages = [page.get_textpage() for page in document]
        text = "\n".join(page.get_text_range() for page in pages)
        for page in pages:
            page.close()
    finally:
        document.close()
    return re.sub("[\ufffe\u00ad\u0002]\r?\n?", "", text)


def second(data: bytes) -> str:
    config = kreuzberg.ExtractionConfig(use_cache=False)
    try:
        return str(kreuzberg.extract_bytes_sync(data, "application/pdf", config).content)
    except (kreuzberg.KreuzbergError, ValueError):
        return ""


def counted(text: str) -> Counter[str]:
    return Counter(symbol for symbol in text.casefold() if symbol.isalnum())


def share(having: Counter[str], wanted: Counter[str]) -> float:
    return round((having & wanted).total() / max(1, wanted.total()), 4)


def in_order(ours: str, theirs: str) -> float:
    words = [re.findall(r"\w+", text.casefold())[:WORDS] for text in (ours, theirs)]
    return round(SequenceMatcher(None, words[0], words[1], autojunk=False).ratio(), 4)


if __name__ == "__main__":
    sys.exit(main())
