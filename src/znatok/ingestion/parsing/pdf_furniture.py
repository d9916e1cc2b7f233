"""Running heads and page numbers: what repeats at the edges of pages is not the text."""

import re
from collections import Counter, defaultdict

from znatok.ingestion.parsing import marks
from znatok.ingestion.parsing.pdf_lines import Line

_EDGE = 0.12  # of the page's height, where running heads stand
_EDGE_LINES = 3
_FEWEST_PAGES = 3  # on two pages a repetition may be the author's
_SHARE = 0.4  # of pages: heads that alternate on odd and even pages pass
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:стр(?:аница|\.)?|лист|page|p\.)?\s*(\d{1,4})"
    r"(?:\s*(?:из|of|/)\s*\d{1,4})?[-–—.\s]*$",
    re.IGNORECASE,
)
# A number said to be the page's at the end of a line: «ООО «Ладья» стр. 2», «Отчёт — лист 3 из 9».
_COUNTED = re.compile(
    r"\b(?:стр(?:аница|\.)?|с\.|лист|page|p\.)\s*(\d{1,4})(?:\s*(?:из|of|/)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The same pages without running heads and feet and page numbers."""
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    repeated = _repeated(edges, pages) | _counted(edges)
    numbered = _numbered(edges)
    kept = []
    for at, lines in enumerate(pages):
        dropped = {
            id(line)
            for line in edges[at]
            if _key(line) in repeated or (at, _page_number(line)) in numbered
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    by_height = sorted(lines, key=lambda each: each.y0)
    top = [each for each in by_height[:_EDGE_LINES] if each.y1 <= height * _EDGE]
    bottom = [each for each in by_height[-_EDGE_LINES:] if each.y0 >= height * (1 - _EDGE)]
    return top + [each for each in bottom if each not in top]


def _key(line: Line) -> tuple[str, int]:
    """The text with its numbers made alike, and the height it stands at."""
    return _DIGITS.sub("#", line.text), round(line.y0 / 6)


def _repeated(edges: list[list[Line]], pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Keys met at the edges of enough pages, and seldom inside them: a text may repeat itself."""
    seen: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    inside: Counter[str] = Counter()
    for edge, lines in zip(edges, pages, strict=True):
        for key, text in {_key(line): line.text for line in edge}.items():
            seen[key].append(text)
        at_edge = {id(line) for line in edge}
        inside.update({_key(line)[0] for line in lines if id(line) not in at_edge})
    enough = max(_FEWEST_PAGES, len(pages) * _SHARE)
    return {
        key
        for key, texts in seen.items()
        if len(texts) >= enough and inside[key[0]] * 2 < len(texts) and not _are_headings(texts)
    }


def _are_headings(texts: list[str]) -> bool:
    """«Приложение 1», «Приложение 2», … each opening its page."""
    structural = marks.structural_level(texts[0]) is not None
    return structural and len(set(texts)) == len(texts)


def _counted(edges: list[list[Line]]) -> set[tuple[str, int]]:
    """Keys of lines that name their page, growing with it: two pages are enough."""
    met: defaultdict[tuple[tuple[str, int], int], set[int]] = defaultdict(set)
    for at, edge in enumerate(edges):
        for line in edge:
            if found := _COUNTED.search(line.text):
                met[_key(line), int(found[1]) - at].add(at)
    enough = max(2, len(edges) * _SHARE)
    return {key for (key, _), pages in met.items() if len(pages) >= enough}


def _page_number(line: Line) -> int | None:
    found = _PAGE_NUMBER.match(line.text)
    return int(found[1]) if found else None


def _numbered(edges: list[list[Line]]) -> set[tuple[int, int | None]]:
    """(page index, number) pairs that count pages: growing with them, or equal to the page."""
    by_shift: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for at, lines in enumerate(edges):
        for line in lines:
            number = _page_number(line)
            if number is not None:
                by_shift[number - at].append((at, number))
    return {
        pair
        for shift, pairs in by_shift.items()
        for pair in pairs
        if shift == 1 or len({at for at, _ in pairs}) > 1
    }
