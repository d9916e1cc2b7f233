"""The templates of this folder, read once."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from znatok.understanding.model import Intent

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_SECTION = re.compile(r"^=== (\w+)\n", re.MULTILINE)
_SHORT = 8  # characters of a digest that people compare by eye
# What is asked beyond these is asked of the documents.
_NAMED = MappingProxyType(
    {Intent.ANALYTICS: "analytics", Intent.HELP: "help", Intent.SMALL_TALK: "small_talk"}
)
_NAMES = ("documentation", "analytics", "help", "small_talk")
LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Template:
    """`version`: name, language, number and digest: a changed text is another version by itself.

    Places stand as {{name}}; `source` is one source, `turn` one message of the conversation.
    """

    version: str
    language: str
    system: str
    source: str
    turn: str
    user: str


def filled(part: str, /, **values: str) -> str:
    """`part` with its places filled, in one pass: what a value holds is never a place."""
    return _PLACE.sub(lambda found: values[found[1]], part)


class Templates:
    """All of them; a damaged one stops the start, not an answer."""

    def __init__(self) -> None:
        self._read: Mapping[tuple[str, str], Template] = {
            (name, language): _template(name, language) for name in _NAMES for language in LANGUAGES
        }

    def of(self, intent: Intent, language: str) -> Template:
        name = _NAMED.get(intent, "documentation")
        return self._read[(name, language if language in LANGUAGES else LANGUAGES[0])]

    @property
    def version(self) -> str:
        """Of all templates together."""
        return " ".join(sorted(each.version for each in self._read.values()))


def _template(name: str, language: str) -> Template:
    text = (resources.files(__package__) / f"{name}.{language}.md").read_text("utf-8")
    head, *sections = _SECTION.split(text)
    parts = dict(zip(sections[::2], (each.strip("\n") for each in sections[1::2]), strict=True))
    number = head.removeprefix("version:").strip()
    digest = hashlib.sha256(text.encode()).hexdigest()[:_SHORT]
    return Template(f"{name}.{language}.{number}-{digest}", language, **parts)
