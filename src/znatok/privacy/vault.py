"""What the tokens of one request stand for. In memory, for as long as the request lasts."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from znatok.privacy.model import PersonalKind
from znatok.privacy.tokens import LABELS, LITERAL, token


class Vault:
    """Never written anywhere: its `repr` tells numbers only."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, int], list[str]] = {}
        self._numbers: dict[tuple[str, object], int] = {}
        self._last: Counter[str] = Counter()
        self._used: Counter[PersonalKind] = Counter()

    def __repr__(self) -> str:
        return f"Vault({len(self._forms)} values)"

    @property
    def counts(self) -> Mapping[PersonalKind, int]:
        """How many places of the texts were masked, by kind."""
        return MappingProxyType(self._used)

    def keep(self, kind: PersonalKind, identity: object, written: str) -> str:
        """The token for a value as it is written; the same `identity` gets the same number."""
        self._used[kind] += 1
        return self._keep(LABELS[kind], identity, written)

    def prepare(self, kind: PersonalKind, identity: object, written: str) -> None:
        """Make this way to write a value its first form, unless it has one."""
        self._keep(LABELS[kind], identity, written)

    def keep_literal(self, written: str) -> str:
        """The token for a text that only looks like one."""
        return self._keep(LITERAL, written, written)

    def reveal(self, label: str, number: int, form: int) -> str | None:
        """What a token stands for; its first form when there is none of that number."""
        forms = self._forms.get((label, number))
        if forms is None:
            return None
        return forms[form - 1] if 0 < form <= len(forms) else forms[0]

    def _keep(self, label: str, identity: object, written: str) -> str:
        number = self._numbers.get((label, identity))
        if number is None:
            self._last[label] += 1
            number = self._numbers[label, identity] = self._last[label]
        forms = self._forms.setdefault((label, number), [])
        if written not in forms:
            forms.append(written)
        return token(label, number, forms.index(written) + 1)
