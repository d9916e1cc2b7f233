"""What of a fragment is turned into vectors, and how it is put."""

from bisect import bisect_right
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

import numpy as np

from znatok.documents.model import Block, BlockKind, Fragment, Version
from znatok.documents.ports import FragmentVectors
from znatok.llm.ports import EmbeddingModel

PassageComposer = Callable[[str, Fragment], str]


def compose_passage(title: str, fragment: Fragment) -> str:
    """«Title. Section. Subsection. Context», then the text.

    A heading that the text itself begins with is not said twice. Naming where a passage comes from
    is what Anthropic's "contextual retrieval" (2024) found to help most of all cheap measures.
    """
    path = [each for each in fragment.section if not fragment.text.startswith(each)]
    where = [part.rstrip(" .") for part in (title, *path) if part]
    if fragment.context:
        where.append(fragment.context)
    return "\n".join(part for part in (". ".join(where), fragment.text) if part)


class SentenceComposer:
    """Puts each sentence as it stands, and a row of a table as «header: cell; header: cell».

    `blocks`: of the version whose fragments will be given.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._tables = [
            each for each in blocks if each.kind is BlockKind.TABLE and len(each.rows) > 1
        ]
        self._starts = [each.start for each in self._tables]
        self._rows = [
            {" | ".join(row).strip(): row for row in each.rows[1:]} for each in self._tables
        ]

    def compose(self, fragment: Fragment) -> list[str]:
        """One text for each of the fragment's sentences, in their order."""
        return [
            self._row(fragment, start, end) or fragment.text[start:end]
            for start, end in fragment.sentences
        ]

    def _row(self, fragment: Fragment, start: int, end: int) -> str:
        """Empty outside tables, for header rows, and for rows too long to be in one piece."""
        place = fragment.start + start
        number = bisect_right(self._starts, place) - 1
        if number < 0 or place >= self._tables[number].end:
            return ""
        row = self._rows[number].get(fragment.text[start:end])
        if row is None:
            return ""
        pairs = zip(self._tables[number].rows[0], row, strict=False)
        return "; ".join(f"{name}: {value}" if name else value for name, value in pairs if value)


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """`batch`: texts of one call to the model, so that progress shows and other work gets turns."""

    batch: int = 32
    compose: PassageComposer = compose_passage


async def embed(
    version: Version,
    title: str,
    fragments: Sequence[Fragment],
    model: EmbeddingModel,
    settings: EmbeddingSettings,
) -> AsyncIterator[tuple[int, list[FragmentVectors]]]:
    """Yield how many fragments are done with the vectors of the next ones, in their order.

    Raises:
        ModelUnavailable: safe to retry.

    """
    done, composer = 0, SentenceComposer(version.blocks)
    for start in range(0, len(fragments), settings.batch):
        some = fragments[start : start + settings.batch]
        vectors = await model.embed_passages([settings.compose(title, each) for each in some])
        said = [composer.compose(each) for each in some]
        flat = [text for texts in said for text in texts]
        parts = [
            await model.embed_passages(flat[at : at + settings.batch])
            for at in range(0, len(flat), settings.batch)
        ]
        sentences = np.concatenate([*parts, np.zeros((0, model.dimension), np.float32)])
        bounds = np.cumsum([0, *(len(texts) for texts in said)])
        done += len(some)
        yield (
            done,
            [
                FragmentVectors(vectors[i], sentences[bounds[i] : bounds[i + 1]])
                for i in range(len(some))
            ],
        )
