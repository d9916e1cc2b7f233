"""Whether what a model states is what its source says.

Rules, not another model: a second model that judges can be talked round by the same document, and
takes as long as the answer. What a statement names must stand in the quote (`values`), nothing may
be turned round (`polarity`), and its words must be the quote's words or near them in meaning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from znatok.chat.claims.polarity import PolarityReader
from znatok.chat.claims.swapping import swaps
from znatok.chat.claims.values import Amount, ValueReader, Values, known_unit
from znatok.language.likeness import likeness_in
from znatok.language.morphology import Morphology
from znatok.language.sentences import sentence_spans
from znatok.llm.ports import EmbeddingModel

# Words that state nothing of their own, and those of leave and ban, which `polarity` weighs.
_EMPTY = frozenset(
    """
    быть являться составлять мочь можно нужно надо необходимо следовать требоваться также это
    этот тот такой который весь каждый свой иметь обычно согласно соответствие случай если равный
    размер общий длиться положить причитаться действовать получать получить
    нельзя запрещаться запретить разрешаться разрешить допускаться
    be is are must should shall have which this that also
    """.split()  # noqa: SIM905  # a list of forty words would take forty lines
)
_LEADS = re.compile(
    r"^(?:(?:вот|что|как|это|итак|таким|образом|следующ\w+|порядок|способ|шаг|действи\w+|документ\w*"
    r"|так|ниже|кратко|ответ|в|по|и|на|из|о|об|с|согласно|источник\w*|вопрос\w*|сказано|указан\w*"
    r"|говорится|as|follows|the|answer|steps?|documents?|say|according|to|following|here|is|are)"
    r"(?!\w)[\s,:.–—-]*)+$",
    re.IGNORECASE,
)
# Who acts: another actor makes another rule, however alike the words.
_ACTORS = re.compile(
    r"директор|бухгалтер|кадр|юрист|юридическ|инженер|начальник|руководител|менеджер|генеральн|финансов"
    r"|коммерческ|техническ|исполнительн|главн|заместител|секретар|охран|безопасност|покупател"
    r"|поставщик|заказчик|исполнител|подрядчик|продав|арендатор|арендодател|кадров|снабжен|логист"
    r"|кладовщик|оператор|администратор|врач|медсестр|водител|курьер|собственник|учредител"
)


class Why(StrEnum):
    """What is wrong with an unsupported statement."""

    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    ADDRESS = "address"
    NAME = "name"
    ACTOR = "actor"
    OPPOSITE = "opposite"
    SWAP = "swap"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Chosen on benchmarks/sets/claims/dev.jsonl by benchmarks/claims.py.

    A statement whose words the quote holds to `sure` or more needs no vector; below `least` none
    helps. Between them the cosine with the likeliest sentence must reach `cosine`, and `softer` for
    each tenth that coverage is short of `sure`.
    """

    sure: float = 0.75
    least: float = 0.3
    cosine: float = 0.885
    softer: float = 0.009


@dataclass(frozen=True, slots=True)
class Ground:
    """What a source shows a model. `around`: title and headings, which count but are not quoted.

    `start`: where `text` begins in its fragment.
    """

    label: int
    text: str
    around: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Support:
    """The sentence of source `label` that bears a statement: [start, end) of its fragment."""

    label: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`supports`: empty when unsupported, or when there is nothing to support (a lead-in)."""

    supported: bool
    supports: tuple[Support, ...] = ()
    why: Why | None = None
    empty: bool = False


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    text: str
    lemmas: frozenset[str]
    vector: NDArray[np.float32] | None = None


@dataclass(slots=True)
class _Read:
    ground: Ground
    own: Values
    values: Values
    around: frozenset[str]
    sentences: list[_Sentence] = field(default_factory=list)

    @property
    def lemmas(self) -> frozenset[str]:
        return self.around.union(*(each.lemmas for each in self.sentences))


class ClaimChecker:
    """Of one answer: what its grounds hold is read once. `checked` may be called in any order.

    `values`: one that other answers use as well, for it remembers words.
    """

    def __init__(
        self,
        grounds: Sequence[Ground],
        morphology: Morphology,
        model: EmbeddingModel,
        settings: ClaimSettings | None = None,
        values: ValueReader | None = None,
    ) -> None:
        self._morphology = morphology
        self._model = model
        self._settings = settings or ClaimSettings()
        self._values = values or ValueReader(morphology)
        self._polarity = PolarityReader(morphology)
        self._grounds = grounds
        self._reads: dict[int, _Read] = {}

    async def checked(self, statement: str, labels: Sequence[int] = ()) -> Verdict:
        """Hold `statement` against the sources it cites, else, or if they fail, against all.

        A true statement under a wrong label gets the right one: what is shown to the reader is the
        sentence that bears it.
        """
        if _LEADS.match(statement.strip()) or not any(each.isalnum() for each in statement):
            return Verdict(supported=True, empty=True)
        cited = [each for each in self._grounds if each.label in labels]
        whys: list[Why] = []
        for grounds in (cited, list(self._grounds)):
            if not grounds:
                continue
            verdict = await self._against(statement, grounds)
            if verdict.supported:
                return verdict
            if verdict.why is not None:
                whys.append(verdict.why)
        return Verdict(supported=False, why=whys[0] if whys else Why.WORDS)

    async def _against(self, statement: str, grounds: Sequence[Ground]) -> Verdict:
        """One source that bears it alone, the best first; else all of them together."""
        reads = [self._read(each) for each in grounds]
        terms, said = self._terms(statement), self._values.read(statement)
        reads.sort(key=lambda read: -_coverage(terms, read.lemmas))
        first: Why | None = None
        for read in reads:
            verdict = await self._borne(statement, said, terms, [read])
            if verdict.supported:
                return verdict
            first = first or verdict.why
        if len(reads) > 1:
            verdict = await self._borne(statement, said, terms, reads)
            if verdict.supported:
                return verdict
        return Verdict(supported=False, why=first)

    async def _borne(
        self, statement: str, said: Values, terms: frozenset[str], reads: Sequence[_Read]
    ) -> Verdict:
        wrong = self._wrong_value(said, reads)
        wrong = wrong or _wrong_actor(terms, reads)
        if wrong is not None:
            return Verdict(supported=False, why=wrong)
        lemmas = frozenset().union(*(read.lemmas for read in reads))
        covered = _coverage(terms, lemmas)
        if covered < self._settings.least:
            return Verdict(supported=False, why=Why.WORDS)
        best = [_likeliest(terms, read) for read in reads]
        for read, sentence in zip(reads, best, strict=True):
            if self._polarity.contradicts(statement, _shown(read, sentence)):
                return Verdict(supported=False, why=Why.OPPOSITE)
            text, held = read.ground.text, read.own.amounts
            if swaps(statement, said.amounts, text, held, self._morphology):
                return Verdict(supported=False, why=Why.SWAP)
        if covered < self._settings.sure and not await self._alike(statement, covered, best):
            return Verdict(supported=False, why=Why.WORDS)
        supports = tuple(
            Support(read.ground.label, sentence.start, sentence.end)
            for read, sentence in zip(reads, best, strict=True)
            if len(reads) == 1 or _coverage(terms, sentence.lemmas) > 0
        )
        return Verdict(supported=True, supports=supports)

    async def _alike(self, statement: str, covered: float, best: Sequence[_Sentence]) -> bool:
        missing = [each for each in best if each.vector is None]
        vectors = await self._model.embed_passages([statement, *(each.text for each in missing)])
        for sentence, vector in zip(missing, vectors[1:], strict=True):
            sentence.vector = vector
        cosine = max(float(vectors[0] @ each.vector) for each in best if each.vector is not None)
        short = 10 * (self._settings.sure - covered)
        return cosine >= self._settings.cosine + self._settings.softer * short

    def _read(self, ground: Ground) -> _Read:
        read = self._reads.get(ground.label)
        if read is None:
            own = self._values.read(ground.text)
            whole = own.joined(self._values.read(ground.around))
            read = _Read(ground, own, whole, self._terms(ground.around))
            for start, end in sentence_spans(ground.text):
                text = ground.text[start:end]
                at = ground.start
                read.sentences.append(_Sentence(at + start, at + end, text, self._terms(text)))
            self._reads[ground.label] = read
        return read

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(each for each in self._morphology.terms(text) if each not in _EMPTY)

    def _wrong_value(self, said: Values, reads: Sequence[_Read]) -> Why | None:
        """The first kind of value that the quotes do not hold."""
        held = [read.values for read in reads]
        days = frozenset().union(*(each.days for each in held))
        if any(not _has_day(day, days) for day in said.days):
            return Why.DATE
        if not said.codes <= frozenset().union(*(each.codes for each in held)):
            return Why.CODE
        if not said.addresses <= frozenset().union(*(each.addresses for each in held)):
            return Why.ADDRESS
        amounts = [amount for each in held for amount in each.amounts]
        if any(not _has_amount(each, amounts, days) for each in said.amounts):
            return Why.NUMBER
        lemmas = frozenset().union(*(read.lemmas for read in reads))
        if any(likeness_in(name, lemmas) < _SAME_NAME for name in said.names):
            return Why.NAME
        return None


_SAME_NAME = 0.75  # «казанский» for «Казань», not «Диана» for «Динара»


def _has_day(day: str, held: frozenset[str]) -> bool:
    if day in held:
        return True
    if day.startswith("--"):
        return any(each.endswith(day[1:]) for each in held)
    return False


def _has_amount(said: Amount, held: Sequence[Amount], days: frozenset[str]) -> bool:
    if said.unit == "times" and not any(each.unit in {"times", "раза", "раз"} for each in held):
        return True
    same = [each for each in held if each.value == said.value]
    if not same:
        return said.value.denominator == 1 and any(
            day.startswith(f"{said.value.numerator:04}-") for day in days
        )
    if not known_unit(said.unit) or said.unit == "year":
        return True
    units = {each.unit for each in same}
    return said.unit in units or not all(map(known_unit, units))


def _wrong_actor(terms: frozenset[str], reads: Sequence[_Read]) -> Why | None:
    lemmas = frozenset().union(*(read.lemmas for read in reads))
    actors = [each for each in terms if _ACTORS.match(each)]
    return Why.ACTOR if any(likeness_in(each, lemmas) == 0 for each in actors) else None


def _coverage(terms: frozenset[str], held: frozenset[str]) -> float:
    """Share of the terms that are held, kindred forms in part; 1 when there are no terms."""
    words = [each for each in terms if any(map(str.isalpha, each))]  # figures are `values`'
    if not words:
        return 1.0
    return sum(likeness_in(each, held) for each in words) / len(words)


def _likeliest(terms: frozenset[str], read: _Read) -> _Sentence:
    if not read.sentences:
        return _Sentence(read.ground.start, read.ground.start, "", frozenset())
    return max(read.sentences, key=lambda each: _coverage(terms, each.lemmas))


def _shown(read: _Read, sentence: _Sentence) -> str:
    return sentence.text or read.ground.text
