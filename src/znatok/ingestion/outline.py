"""A version's blocks as sections: what stands under which headings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from znatok.documents.model import Block, BlockKind
from znatok.language.text import squeeze

_LONGEST_HEADING = 200  # characters kept of one heading in a path; longer ones are paragraphs


@dataclass(frozen=True, slots=True)
class Span:
    """A block without its white-space edges; text between blocks counts as a paragraph."""

    start: int
    end: int
    kind: BlockKind
    level: int
    page: int | None
    sheet: str | None


@dataclass(slots=True)
class Section:
    """`headings`: those that stand directly before the body, in reading order."""

    path: tuple[str, ...]
    headings: list[Span] = field(default_factory=list)
    body: list[Span] = field(default_factory=list)


def sections(text: str, blocks: Iterable[Block]) -> Iterator[Section]:
    """The whole text as sections in reading order; a change of sheet begins a new one."""
    trail: list[tuple[int, str]] = []
    current = Section(())
    for span in spans(text, blocks):
        if span.kind is BlockKind.HEADING:
            if current.body:
                yield current
                current = Section(())
            while trail and trail[-1][0] >= span.level:
                trail.pop()
            trail.append((span.level, squeeze(text[span.start : span.end])[:_LONGEST_HEADING]))
            current.path = tuple(name for _, name in trail)
            current.headings.append(span)
            continue
        if current.body and current.body[-1].sheet != span.sheet:
            yield current
            current = Section(current.path)
        current.path = tuple(name for _, name in trail)
        current.body.append(span)
    if current.headings or current.body:
        yield current


def spans(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    """Blocks and what lies between them: each character that is not white space in exactly one."""
    position = 0
    last: Block | None = None
    for block in blocks:
        start, end = max(block.start, position), min(block.end, len(text))
        if end <= start:
            continue
        yield from _trimmed(text, position, start, _between(last))
        yield from _trimmed(text, start, end, block)
        position, last = end, block
    yield from _trimmed(text, position, len(text), _between(last))


def _between(last: Block | None) -> Block:
    page, sheet = (last.page, last.sheet) if last else (None, None)
    return Block(BlockKind.PARAGRAPH, 0, 0, page=page, sheet=sheet)


def _trimmed(text: str, start: int, end: int, like: Block) -> Iterator[Span]:
    inside = text[start:end]
    if not inside.strip():
        return
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    yield Span(start, end, like.kind, like.level, like.page, like.sheet)
