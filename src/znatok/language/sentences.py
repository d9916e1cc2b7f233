"""Sentences of Russian text as spans."""

import re
from collections.abc import Iterator

from razdel import sentenize

# A line that ends without a full stop is still an end: list items, table rows, headings.
_LINE = re.compile(r"[^\n]+")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the sentences of `text`, ascending, white space left out.

    A line break always ends a sentence: the parsers join the soft breaks of a paragraph, so those
    that remain separate items and rows. Inside a line the rules of razdel decide (abbreviations
    such as «п. 4.2», «т. е.», initials).
    """
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        for sentence in sentenize(line.group()):
            start = line.start() + sentence.start
            stop = line.start() + sentence.stop
            while start < stop and text[start].isspace():
                start += 1
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            if start < stop:
                yield start, stop
