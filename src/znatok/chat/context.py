"""What passes between the nine stages."""

from collections.abc import Sequence
from dataclasses import dataclass

from znatok.access.model import Reader
from znatok.chat.model import Message, Written
from znatok.kernel.ids import MessageId
from znatok.retrieval.model import Passage
from znatok.understanding.model import Intent


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
    `cosine`: of question and sentence. `typed`: whether it holds a thing of the kind asked for (a
    number for «сколько»). `score`: rank within one answer.
    """

    passage: Passage
    sentence: int
    start: int
    end: int
    cosine: float
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
class Signals:
    """What tells answerable from not; terms count by idf, and shares are 0…1.

    `passage`, `sentence`: the best cosine of any passage and of any sentence weighed;
    `passage_lead`, `sentence_lead`: how far it stands above the mean of the others. `found`: share
    of the question's terms in the best passages. `covered`: share in the fragment of the best
    evidence, kindred forms counted in part; `near`: the same in the best covered piece of evidence
    with its neighbours and headings; `held`: weight of the terms around the best evidence, in units
    of the rarest there can be. `close`: how much of the question stands around the likeliest
    answer. `specific`: share of the numbers, codes and abbreviations of the question that stand in
    the fragment of the best evidence; 1 when the question has none. `unknown`: share of the terms
    that stand in no document: words for which the documents have others, or things they do not
    know. `margin`: how far the best evidence stands above the best of any other fragment.
    """

    passage: float = 0.0
    sentence: float = 0.0
    passage_lead: float = 0.0
    sentence_lead: float = 0.0
    found: float = 0.0
    covered: float = 0.0
    near: float = 0.0
    held: float = 0.0
    close: float = 0.0
    specific: float = 0.0
    unknown: float = 0.0
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """What the answer may be made of, the best first; evidence n is cited as [n], from 1.

    `nearest`: the best piece of each of the nearest documents, shown when there is no answer.
    `confidence`: probability that the documents answer the question at all, 0…1.
    """

    question: str
    language: str
    intent: Intent
    passages: tuple[Passage, ...]
    evidence: tuple[Evidence, ...]
    confidence: float
    nearest: tuple[Evidence, ...] = ()
    signals: Signals = Signals()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What an answerer is given.

    `sources`: what may be cited, source n as [n]: the context's evidence first, then the best
    sentences of the other passages. `history`: messages before the question, the oldest first.
    `reader`: for whom; `message_id`: which answer it will be.
    """

    context: Context
    sources: tuple[Evidence, ...] = ()
    history: Sequence[Message] = ()
    reader: Reader | None = None
    message_id: MessageId | None = None


@dataclass(frozen=True, slots=True)
class Bears:
    """A piece of an answer: the sentence [start, end) of source `label`'s fragment bears it."""

    label: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A piece of an answer, the first one: what was given to the answerer answers nothing."""


# Text, or what is to be known of it; `Written` comes once, the last.
Piece = str | Bears | Unanswered | Written
