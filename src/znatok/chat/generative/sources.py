"""Sources as a prompt shows them: labelled, delimited, unable to pose as anything else."""

import re
from dataclasses import dataclass, replace

from znatok.chat.claims.checking import Ground
from znatok.chat.claims.statements import LABEL
from znatok.chat.context import Evidence
from znatok.chat.places import place_of

# What a document may not hold in a prompt: the beginning of a tag, and so the end of its source.
_TAG = re.compile(r"<(?=\s*[/!?]?\s*[^\W\d_])")
_ATTRIBUTE = re.compile(r"[\"\n\r\t]+")


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is quoted; `whole`: with all of its fragment around it. `place`: section, page."""

    label: int
    evidence: Evidence
    title: str
    place: str
    text: str
    whole: str

    @property
    def around(self) -> str:
        """Words that stand for the source without being quoted: title, headings, a table's head."""
        fragment = self.evidence.passage.fragment
        return "\n".join((self.evidence.passage.title, *fragment.section, fragment.context))

    def ground(self, *, extended: bool) -> Ground:
        """What a statement is held against: as much of the source as the model was shown."""
        evidence = self.evidence
        if extended:
            return Ground(self.label, evidence.passage.fragment.text, self.around)
        return Ground(self.label, evidence.text, self.around, evidence.start)


def source_of(label: int, evidence: Evidence, language: str) -> Source:
    passage = evidence.passage
    return Source(
        label,
        evidence,
        passage.title,
        place_of(passage.fragment, language, title=passage.title),
        evidence.text,
        passage.fragment.text,
    )


def neutral(text: str) -> str:
    """`text` of a document as data: it opens and closes no tag and holds no label.

    A forged «[3]» would have a model cite a source that says nothing of the kind.
    """
    return _TAG.sub("‹", LABEL.sub(lambda found: f"({found.group()[1:-1]})", text))


def attribute(text: str) -> str:
    """`text` of a document within quotation marks."""
    return _ATTRIBUTE.sub(" ", neutral(text)).replace(">", "›").strip()


def masked(source: Source, texts: tuple[str, str, str, str]) -> Source:
    """The source with what a provider may see of it: title, place, text, whole."""
    title, place, text, whole = texts
    return replace(source, title=title, place=place, text=text, whole=whole)


def maskable(source: Source) -> tuple[str, str, str, str]:
    """What of a source is sent, in the order that `masked` takes."""
    return source.title, source.place, source.text, source.whole
