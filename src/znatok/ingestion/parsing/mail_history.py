"""The plain body of a letter: what its author wrote, and the history that programs quote below."""

import re
from collections.abc import Iterator
from itertools import groupby

from znatok.ingestion.parsing.builder import Builder
from znatok.ingestion.parsing.plain import plain_paragraphs, read_plain
from znatok.ingestion.parsing.tidying import clean

_QUOTE = re.compile(r"^ {0,3}((?:> ?)+)")
_FIELD = re.compile(
    r"^\s*\*?(?:от|кому|копия|отправлено|дата|тема|from|to|cc|sent|date|subject)\s*:\*?(?:\s|$)",
    re.IGNORECASE,
)
_FEWEST_FIELDS = 3  # a letter may say «Тема: …» once or twice by itself
_DIVIDER = re.compile(
    r"^\s*-{2,}\s*(?:исходное|пересылаемое|перенаправленное|original|forwarded)\b.*-{2,}\s*$",
    re.IGNORECASE,
)


def read_letter(text: str, builder: Builder) -> None:
    """Append a letter's body; quoted lines become blocks of their own that begin with «> »."""
    for depth, lines in _by_depth(clean(text).split("\n")):
        if depth:
            for paragraph in plain_paragraphs("\n".join(lines)):
                builder.paragraph("> " * depth + paragraph)
        else:
            for is_header, part in _by_header(lines):
                whole = "\n".join(part)
                builder.paragraph(whole) if is_header else read_plain(whole, builder)


def _by_depth(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines quoted as many times, without their marks."""
    found = [(_QUOTE.match(line), line) for line in lines]
    told = [(mark[1].count(">"), line[mark.end() :]) if mark else (0, line) for mark, line in found]
    for depth, run in groupby(told, key=lambda each: each[0]):
        yield depth, [line for _, line in run]


def _by_header(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines, told whether they are the header of an earlier letter («От: … Тема: …»)."""
    part: list[str] = []
    for is_field, run in groupby(lines, key=lambda line: bool(_FIELD.match(line))):
        group = list(run)
        if is_field and len(group) >= _FEWEST_FIELDS:
            yield from _divided(part)
            yield True, group
            part = []
        else:
            part.extend(group)
    yield from _divided(part)


def _divided(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines «-----Исходное сообщение-----» stand alone."""
    for divider, run in groupby(lines, key=lambda line: bool(_DIVIDER.match(line))):
        yield divider, list(run)
