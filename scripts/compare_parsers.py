"""Compare our reading of files with independent parsers, file by file.

    python scripts/compare_parsers.py ../shared/data/files

For each file: seconds, share of the other parser's letters that we have and of ours that it has
(as multisets), and how alike the order of words is (Ratcliff–Obershelp over words, difflib).
"""

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import kreuzberg
import pypdfium2 as pdfium

from znatok.ingestion.errors import Unreadable
from znatok.ingestion.parsing import read_file
from znatok.ingestion.parsing.formats import BY_KIND

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^>]+>|\*+|#+|\|")
_ORDER_WORDS = 4000  # difflib is quadratic


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares from 0 to 1: of their letters found in ours, of ours in theirs, of word order."""

    covered: float
    confirmed: float
    order: float


def letters(text: str) -> Counter[str]:
    return Counter(symbol for symbol in text.casefold() if symbol.isalpha())


def agreement(ours: str, theirs: str) -> Agreement:
    mine, other = letters(ours), letters(theirs)
    common = (mine & other).total()
    words = [_WORD.findall(text.casefold())[:_ORDER_WORDS] for text in (ours, theirs)]
    return Agreement(
        covered=common / max(1, other.total()),
        confirmed=common / max(1, mine.total()),
        order=SequenceMatcher(None, words[0], words[1], autojunk=False).ratio(),
    )


def second_reading(data: bytes, kind: str) -> str | None:
    """The text by a parser that shares no code with ours; None where there is none."""
    if kind == "pdf":
        document = pdfium.PdfDocument(data)
        try:
            pages = [page.get_textpage() for page in document]
            text = "\n".join(page.get_text_range() for page in pages)
            for page in pages:
                page.close()
        finally:
            document.close()
        return re.sub("[\ufffe\u00ad\u0002]\r?\n?", "", text)
    config = kreuzberg.ExtractionConfig(use_cache=False)
    try:
        result = kreuzberg.extract_bytes_sync(data, BY_KIND[kind].media_type, config)
    except (kreuzberg.KreuzbergError, ValueError):
        return None
    return _MARKUP.sub(" ", result.content)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    took, count = 0.0, 0
    print(f"{'ms':>6} {'covered':>8} {'confirmed':>9} {'order':>6}  file")
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        data = path.read_bytes()
        started = time.perf_counter()
        try:
            parsed = read_file(data, path.name)
        except Unreadable as error:
            print(f"{'':>31}  {path.relative_to(folder)}: {error.slug}")
            continue
        seconds = time.perf_counter() - started
        took, count = took + seconds, count + 1
        theirs = second_reading(data, parsed.kind)
        found = agreement(parsed.text, theirs) if theirs and theirs.strip() else None
        shares = (
            f"{found.covered:8.3f} {found.confirmed:9.3f} {found.order:6.3f}" if found else " " * 25
        )
        print(f"{seconds * 1000:6.0f} {shares}  {path.relative_to(folder)}")
    print(f"{count} files in {took:.2f} s, {count / max(took, 1e-9):.0f} files a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
