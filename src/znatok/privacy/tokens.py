"""The tokens that stand for personal data in a prompt, and how a model may have copied them.

`⟦ФИО_1⟧` is a person, `⟦ФИО_1_2⟧` the same one in another form («Иванову» beside «Иванов»): one
number, so that a model knows them for one; a form of its own, so that a text comes back exactly.
"""

import re
from typing import Final

from znatok.privacy.model import PersonalKind

LABELS: Final[dict[PersonalKind, str]] = {
    PersonalKind.PERSON: "ФИО",
    PersonalKind.PHONE: "ТЕЛЕФОН",
    PersonalKind.EMAIL: "ПОЧТА",
    PersonalKind.INN: "ИНН",
    PersonalKind.SNILS: "СНИЛС",
    PersonalKind.PASSPORT: "ПАСПОРТ",
    PersonalKind.CARD: "КАРТА",
    PersonalKind.ACCOUNT: "СЧЕТ",
    PersonalKind.OGRN: "ОГРН",
    PersonalKind.ADDRESS: "АДРЕС",
    PersonalKind.BIRTH_DATE: "РОЖДЕНИЕ",
}
LITERAL: Final = "ТЕКСТ"  # what looked like a token before anything was masked

_ALL = sorted({*LABELS.values(), LITERAL}, key=len, reverse=True)
_LABEL = "|".join(_ALL)
# Markdown's backslash before the underscore comes from models that write Markdown.
_BAR = r"\\?_"
_CORE = rf"({_LABEL}){_BAR}(\d{{1,4}})(?:{_BAR}(\d{{1,3}}))?"
_LOOSE = rf"({_LABEL})[\s_\\-]{{0,3}}(\d{{1,4}})(?:[_\\]{{1,2}}(\d{{1,3}}))?"

# As it was made, with spaces or without the bar; or with a model's own brackets, or none.
TOKEN: Final = re.compile(
    rf"⟦\s{{0,2}}{_LOOSE}\s{{0,2}}⟧"
    rf"|\[\[{_CORE}\]\]|\[{_CORE}\]"
    rf"|(?<![\w\\]){_CORE}(?![\w\\])"
)
# In a text that is to be masked: all that could be read as a token, or as a part of one.
TOKEN_LIKE: Final = re.compile(rf"⟦[^⟦⟧\n]{{0,40}}⟧|[⟦⟧]|(?:{_LABEL})\\?_[\d_\\]*")

_STARTS = "|".join(
    sorted({each[:n] for each in _ALL for n in range(1, len(each) + 1)}, key=len, reverse=True)
)
_OPEN_CORE = rf"(?:{_LABEL})(?:\\?|{_BAR}\d{{0,4}}|{_BAR}\d{{1,4}}(?:\\|{_BAR}\d{{0,3}}))"
# The end of a piece of an answer that the next piece may turn into a token.
UNFINISHED: Final = re.compile(
    rf"(?:⟦[^⟦⟧\n]{{0,40}}|\[\[?|\[\[?(?:{_STARTS}|{_OPEN_CORE})\]?"
    rf"|(?<![\w\\])(?:{_STARTS}|{_OPEN_CORE}))\Z"
)


def token(label: str, number: int, form: int) -> str:
    """The token of the `form`th way to write a value, from 1."""
    return f"⟦{label}_{number}⟧" if form == 1 else f"⟦{label}_{number}_{form}⟧"


def parts(found: re.Match[str]) -> tuple[str, int, int]:
    """Label, number and form of a match of `TOKEN`."""
    label, number, form = next(each for each in _by_threes(found) if each[0])
    return str(label), int(str(number)), int(form or 1)


def _by_threes(found: re.Match[str]) -> list[tuple[str | None, ...]]:
    groups = found.groups()
    return [groups[at : at + 3] for at in range(0, len(groups), 3)]
