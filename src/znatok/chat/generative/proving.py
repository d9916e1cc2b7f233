"""A model's answer held until it is proved, statement by statement."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field

from znatok.chat.claims.checking import ClaimChecker, Support
from znatok.chat.claims.markup import cleaned, escaped, plain
from znatok.chat.claims.statements import Statement, Statements
from znatok.chat.context import Bears, Piece

# What the templates tell a model to write when the sources do not answer.
_NO_ANSWER = re.compile(r"\W*(?:нет[ _]ответа|no[ _]answer)\b", re.IGNORECASE)
_TAIL = re.compile(r"[.!?…]+[»”\")]*$|\s*\|$")


@dataclass(slots=True)
class Proof:
    """What was found of an answer. `silent`: the model itself says that there is none."""

    shown: int = 0
    dropped: int = 0
    removed: int = 0
    unsupported: list[str] = field(default_factory=list)
    silent: bool = False


class Proving:
    """Feed it text as it streams; what comes out may be shown.

    `flag`: unsupported statements are shown, without a label, and kept in `proof.unsupported`; else
    they are left out. `allowed`: addresses that the sources hold.
    """

    def __init__(self, checker: ClaimChecker, allowed: frozenset[str], *, flag: bool) -> None:
        self._checker = checker
        self._allowed = allowed
        self._flag = flag
        self._statements = Statements()
        self._leading: list[tuple[str, str]] = []  # lead-ins that wait for what they introduce
        self._lead = ""  # of what was dropped, for what stands in its place
        self.proof = Proof()

    async def feed(self, text: str) -> AsyncIterator[Piece]:
        for statement in self._statements.feed(text):
            async for piece in self._proved(statement):
                yield piece

    async def end(self, *, cut: bool) -> AsyncIterator[Piece]:
        """What was left. `cut`: the answer broke off, and half a statement may say the opposite."""
        for statement in self._statements.flush():
            if cut and not _TAIL.search(statement.text):
                self.proof.dropped += 1
                continue
            async for piece in self._proved(statement):
                yield piece

    async def _proved(self, statement: Statement) -> AsyncIterator[Piece]:
        if not self.proof.shown and _NO_ANSWER.match(statement.text):
            self.proof.silent = True
            return
        clean = cleaned(statement.text, self._allowed)
        self.proof.removed += clean.removed
        text = " ".join(clean.text.split())
        lead = _merged(self._lead, statement.lead)
        self._lead = ""
        if not any(each.isalnum() for each in text):
            self._lead = lead
            return
        verdict = await self._checker.checked(plain(text), statement.labels)
        if verdict.empty:
            self._leading.append((lead, text))
        elif verdict.supported:
            for piece in self._shown(lead, text, verdict.supports):
                yield piece
        elif self._flag:
            self.proof.unsupported.append(plain(text))
            for piece in self._shown(lead, text, ()):
                yield piece
        else:
            self.proof.dropped += 1
            self._lead = lead

    def _shown(self, lead: str, text: str, supports: Sequence[Support]) -> Iterator[Piece]:
        for before, words in self._leading:
            yield self._formatted(before, words, ())
        self._leading.clear()
        for each in supports:
            yield Bears(each.label, each.start, each.end)
        yield self._formatted(lead, text, supports)

    def _formatted(self, lead: str, text: str, supports: Sequence[Support]) -> str:
        first = not self.proof.shown
        self.proof.shown += 1
        space = _led(lead, first=first)
        begins = first or "\n" in space
        labels = "".join(f"[{n}]" for n in dict.fromkeys(each.label for each in supports))
        tail = _TAIL.search(text)
        at = tail.start() if tail is not None else len(text)
        said = escaped(text[:at], begins_line=begins)
        end = escaped(text[at:], begins_line=False) if at < len(text) else ""
        return f"{space}{said}{f' {labels}' if labels else ''}{end}"


def _led(lead: str, *, first: bool) -> str:
    """The space and the marker before a statement; a first one needs no space."""
    marker = lead.strip()
    if first:
        return f"{marker} " if marker else ""
    lines = min(lead.count("\n"), 2)
    between = "\n" * lines if lines else " "
    return f"{between}{marker} " if marker else between


def _merged(dropped: str, lead: str) -> str:
    """What stands before a statement whose forerunner was left out."""
    if not dropped:
        return lead
    if "\n" not in lead:
        return dropped  # the rest of the same item
    return f"\n{lead}" if dropped.count("\n") > 1 and lead.count("\n") == 1 else lead
