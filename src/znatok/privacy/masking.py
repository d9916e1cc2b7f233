"""Personal data replaced by tokens before a text leaves, and put back in the answer."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from znatok.language.morphology import Morphology
from znatok.privacy.model import Finding, PersonalKind
from znatok.privacy.people import People
from znatok.privacy.ports import PersonalDataFinder
from znatok.privacy.tokens import TOKEN_LIKE
from znatok.privacy.unmasking import Unmasking, unmask
from znatok.privacy.vault import Vault

# For the instruction of a prompt that was masked.
INSTRUCTION_RU: Final = (
    "Обозначения вида ⟦ФИО_1⟧ или ⟦ТЕЛЕФОН_2⟧ заменяют скрытые данные. Переписывай их точно, "
    "вместе со скобками, не склоняй и не придумывай новых; ⟦ФИО_1⟧ и ⟦ФИО_1_2⟧ – один человек."
)
INSTRUCTION_EN: Final = (
    "Marks such as ⟦ФИО_1⟧ or ⟦ТЕЛЕФОН_2⟧ stand for hidden data. Copy them exactly with their "
    "brackets, never inflect or invent them; ⟦ФИО_1⟧ and ⟦ФИО_1_2⟧ are the same person."
)

_SHORTEST_REPEATED = 5  # characters; «Ли» and «Ким» in capitals may be something else elsewhere
_NOT_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Masked:
    """Texts with tokens in place of personal data, and the way back for whoever asked.

    `texts`: in the order given. It lives as long as the request and is never stored or logged.
    """

    texts: tuple[str, ...] = field(repr=False)
    _vault: Vault

    @property
    def counts(self) -> Mapping[PersonalKind, int]:
        """How many places were masked, by kind: for the record of transfers."""
        return self._vault.counts

    def unmask(self, text: str) -> str:
        """The text with its tokens turned back; tokens that were never made stay as they are."""
        return unmask(text, self._vault.reveal)

    def stream(self) -> Unmasking:
        """The same for an answer that comes in pieces; tokens may be split between them."""
        return Unmasking(self._vault.reveal)


class Masker:
    """Masks all texts of one request together, so that a person has one number in all of them."""

    def __init__(self, finder: PersonalDataFinder, morphology: Morphology) -> None:
        self._finder = finder
        self._morphology = morphology

    async def mask(self, texts: Sequence[str]) -> Masked:
        """`unmask` of each of the resulting texts gives that text back exactly.

        Raises:
            NamesUnusable: names cannot be found, so nothing may be sent.

        """
        different = list(dict.fromkeys(texts))  # titles repeat themselves in a prompt
        known = dict(zip(different, await self._finder.find(different), strict=True))
        # Some milliseconds for each thousand characters: not on the event loop.
        return await asyncio.to_thread(self._masked, texts, [known[each] for each in texts])

    def _masked(self, texts: Sequence[str], known: Sequence[Sequence[Finding]]) -> Masked:
        found = _everywhere(texts, known)
        people = People(self._morphology)
        _meet(people, texts, found)
        for text, findings in zip(texts, found, strict=True):
            findings.extend(_apart(people.mentions(text), PersonalKind.PERSON, findings))
        _meet(people, texts, found)
        vault = Vault()
        for written in people.main_forms():
            vault.prepare(PersonalKind.PERSON, people.identity(written), written)
        masked = [
            _replaced(text, findings, people, vault)
            for text, findings in zip(texts, found, strict=True)
        ]
        return Masked(tuple(masked), vault)


def _everywhere(texts: Sequence[str], found: Sequence[Sequence[Finding]]) -> list[list[Finding]]:
    """What was found in one place, wherever else it is written the same way.

    A number that only «ИНН» before it gave away stands elsewhere without that word.
    """
    kinds = {
        text[each.start : each.end]: each.kind
        for text, findings in zip(texts, found, strict=True)
        for each in findings
        if each.end - each.start >= _SHORTEST_REPEATED
    }
    if not kinds:
        return [list(each) for each in found]
    written = "|".join(re.escape(each) for each in sorted(kinds, key=len, reverse=True))
    again = re.compile(rf"(?<![\w-])(?:{written})(?![\w-])")
    return [
        [
            *findings,
            *(
                each
                for place in again.finditer(text)
                for each in _apart([place.span()], kinds[place.group()], findings)
            ),
        ]
        for text, findings in zip(texts, found, strict=True)
    ]


def _meet(people: People, texts: Sequence[str], found: Sequence[Sequence[Finding]]) -> None:
    for text, findings in zip(texts, found, strict=True):
        for each in sorted(findings, key=lambda one: one.start):
            if each.kind is PersonalKind.PERSON:
                people.meet(text[each.start : each.end])


def _apart(
    spans: Iterable[tuple[int, int]], kind: PersonalKind, known: Sequence[Finding]
) -> list[Finding]:
    """Those of the spans that nothing known touches."""
    return [
        Finding(kind, start, end)
        for start, end in spans
        if all(end <= each.start or each.end <= start for each in known)
    ]


def _replaced(text: str, findings: Iterable[Finding], people: People, vault: Vault) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, kind in _spans(text, findings):
        written = text[start:end]
        if kind is None:
            replacement = vault.keep_literal(written)
        elif kind is PersonalKind.PERSON:
            replacement = vault.keep(kind, people.identity(written), written)
        else:
            replacement = vault.keep(kind, _NOT_KEY.sub("", written).lower(), written)
        pieces += (text[at:start], replacement)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _spans(text: str, findings: Iterable[Finding]) -> list[tuple[int, int, PersonalKind | None]]:
    """What is to be replaced; None is what looks like a token, with all that it touches."""
    spans: list[tuple[int, int, PersonalKind | None]] = [
        *((each.start, each.end, each.kind) for each in findings),
        *((*each.span(), None) for each in TOKEN_LIKE.finditer(text)),
    ]
    spans.sort(key=lambda span: span[:2])
    merged: list[tuple[int, int, PersonalKind | None]] = []
    for start, end, kind in spans:
        if merged and start < merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(end, before[1]), None)
        else:
            merged.append((start, end, kind))
    return merged
