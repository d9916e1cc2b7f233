"""What passes between the nine stages."""

from collections.abc import Sequence
from dataclasses import dataclass

from znatok.chat.model import Intent, Message
from znatok.retrieval.model import Passage


@dataclass(frozen=True, slots=True)
class Prepared:
    """A question made clean, with the conversation before it."""

    text: str
    language: str
    history: Sequence[Message] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence or row that may answer the question, with as much around it as makes it clear.

    `start`, `end`: what is quoted, in the passage's fragment; holds sentence number `sentence`.
    `cosine`: of question and sentence.
    `coverage`: share, by idf, of the question's terms that it holds, 0…1. `typed`: whether it holds
    a thing of the kind asked for (a number for «сколько»). `score`: rank within one answer.
    """

    passage: Passage
    sentence: int
    start: int
    end: int
    cosine: float
    coverage: float
    typed: bool
    score: float

    @property
    def text(self) -> str:
        """What is quoted."""
        return self.passage.fragment.text[self.start : self.end]

    @property
    def sentence_text(self) -> str:
        """The sentence alone."""
        start, end = self.passage.fragment.sentences[self.sentence]
        return self.passage.fragment.text[start:end]


@dataclass(frozen=True, slots=True)
class Context:
    """What the answer may be made of, the best first; evidence n is cited as [n], from 1.

    `confidence`: probability that the documents answer the question at all, 0…1.
    """

    question: str
    language: str
    intent: Intent
    passages: tuple[Passage, ...]
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is given: instruction, labelled sources and the question, and their origin."""

    system: str
    user: str
    context: Context
