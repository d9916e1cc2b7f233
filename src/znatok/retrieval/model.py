"""What is looked for and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from znatok.documents.facts import UNKNOWN, Kin, Lapse, Validity
from znatok.documents.model import Fragment
from znatok.kernel.ids import DocumentId
from znatok.understanding.dictionary.model import Used


@dataclass(frozen=True, slots=True)
class Query:
    """A processed question.

    `text`: as it is to be understood, references to the conversation resolved. `terms`: lemma →
    weight. `vector`: unit length, shape (dimension,). `documents`: only these, None for all.
    `specific`: those of the terms that name one thing: numbers, codes, abbreviations. `expanded`:
    the words that the company's dictionary knew. `space`: the name of the model of the vector.
    """

    text: str
    terms: Mapping[str, float]
    vector: NDArray[np.float32]
    documents: frozenset[DocumentId] | None = None
    specific: frozenset[str] = frozenset()
    expanded: tuple[Used, ...] = ()
    space: str | None = None


@dataclass(frozen=True, slots=True)
class Force:
    """Whether a passage's document is in force on the day asked about.

    `holds`: None when nothing is known. `lapse`: why not; `instead`: what stands in its place then,
    which the reader may see.
    """

    on: date | None = None
    holds: bool | None = None
    lapse: Lapse | None = None
    instead: Kin | None = None


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """A document that says the same as a passage of another."""

    document_id: DocumentId
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A found fragment with its document's card and its scores.

    `score`: fused, 0…1, comparable within one search only. `dense`: cosine of question and
    fragment. `lexical`: BM25. `sentences`: cosine of the question with each sentence of the
    fragment, in their order. `validity`: when its document is in force, `force`: whether on the
    day asked about. `also_in`: documents with the same passage, left out for this one. `support`:
    how well each sentence may answer, comparable within one search; empty where it was not read.
    """

    fragment: Fragment
    title: str
    file_name: str
    version: int
    updated_at: datetime
    score: float
    dense: float
    lexical: float
    sentences: tuple[float, ...]
    validity: Validity = UNKNOWN
    force: Force = Force()
    also_in: tuple[AlsoIn, ...] = ()
    support: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one search, the best first, and how many candidates were weighed."""

    passages: tuple[Passage, ...]
    candidates: int
