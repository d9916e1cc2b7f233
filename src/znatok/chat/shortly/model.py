"""Short answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """What the document says in so many words: `text`, of evidence `label`."""

    label: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a table, of evidence `label`, with the names of its row and column.

    `cover`: share of what is asked about that row, column and headings hold, 0…1.
    """

    label: int
    row: str
    column: str
    value: str
    cover: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no, by evidence `label`."""

    label: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Definition:
    """A sentence of evidence `label` that says what a thing is; `whole`: it is the whole quote."""

    label: int
    text: str
    whole: bool


Short = Value | Cell | Verdict | Definition


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said before and after the quotes.

    `shorts`: short answers, each to the part of the question in `parts`, which is empty for a
    question of one part. `missing`: parts that surely no document found answers. `steps`: the
    question asks how to do something, so lists are steps.
    """

    shorts: tuple[Short, ...] = ()
    parts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    steps: bool = False
