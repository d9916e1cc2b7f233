"""Questions of two parts: «сколько дней отпуска и кто его согласует»."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from znatok.chat.shortly.asked import Asked, asked_of
from znatok.chat.shortly.cues import Kind
from znatok.language.likeness import likeness_in
from znatok.language.morphology import Morphology
from znatok.retrieval.model import Passage

_ASKS = (
    r"(?:(?:в|во|на|до|с|со|за|по|из|от|у|о|об|к|через|для)\s)?(?:кто|кого|кому|кем|где"
    r"|куда|откуда|когда"
    r"|скольк\w+|как(?:ой|ая|ое|ую|ие|им|ом|ого|ому|ими|их|ов\w*)|почему|зачем|what|who|where|when"
    r"|how (?:many|much|long|often)|which)\b"
)
_JOINT = re.compile(
    rf"\?\s+(?:(?:а|и)\s+)?(?={_ASKS})|,?\s+(?:и|а также|а|and)\s+(?={_ASKS})|,\s+(?={_ASKS})",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"(?:{_ASKS}|.*\bли\b)", re.IGNORECASE | re.DOTALL)
_SUBORDINATE = re.compile(
    r"(?:\bесли|\bчтобы|\bзнать|\bпонять|\bсказ\w+|\bподскаж\w+|\bтого|\bтот|\bте|\bэто"
    r"|\bузнать|\bto know)\W*$",
    re.IGNORECASE,
)
_FEW = 2.0  # weight of terms below which a part leans on the other's


@dataclass(frozen=True, slots=True)
class Part:
    """`text`: as asked. `own`: terms that no other part has."""

    text: str
    asked: Asked
    own: frozenset[str]


def parts_of(question: str, morphology: Morphology) -> tuple[Part, ...]:
    """The parts of a question, at least two; none when it asks one thing or one cannot be sure."""
    cuts = [
        match
        for match in _JOINT.finditer(question)
        if not _SUBORDINATE.search(question[: match.start()])
    ]
    starts = [0, *(match.end() for match in cuts)]
    ends = [*(match.start() for match in cuts), len(question)]
    texts = [question[a:b].strip(" ?!.,") for a, b in zip(starts, ends, strict=True)]
    if len(texts) != 2 or not _OPENS.match(texts[0]):  # noqa: PLR2004  # three are too many to be sure
        return ()
    asked = [asked_of(text, morphology) for text in texts]
    if any(each.kind is Kind.NONE or not each.about for each in asked):
        return ()
    return tuple(
        Part(text, _leaning(each, other), frozenset(each.terms.keys() - other.terms.keys()))
        for text, each, other in zip(texts, asked, reversed(asked), strict=True)
    )


def missing(part: Part, passages: Iterable[Passage], morphology: Morphology) -> bool:
    """Whether none of the part's own terms stands in any passage: then it is surely absent."""
    if not part.own:
        return False
    for passage in passages:
        fragment = passage.fragment
        around = " ".join((passage.title, *fragment.section, fragment.context))
        held = {*morphology.terms(fragment.text), *morphology.terms(around)}
        if any(likeness_in(term, held) for term in part.own):
            return False
    return True


def _leaning(asked: Asked, other: Asked) -> Asked:
    """A part of few words is about what the other is about («и кто согласует»)."""
    if sum(asked.terms.values()) >= _FEW:
        return asked
    shared: Mapping[str, float] = {term: weight / 2 for term, weight in other.terms.items()}
    return replace(asked, terms={**shared, **asked.terms})
