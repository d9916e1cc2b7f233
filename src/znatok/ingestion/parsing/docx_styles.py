"""What a paragraph takes from its style: outline level, list, weight."""

import re
from dataclasses import dataclass
from typing import Any

from znatok.ingestion.parsing.markup import attribute, integer, local, value

_HEADING = re.compile(r"^(?:heading|заголовок)\s*(\d)$", re.IGNORECASE)
_TITLES = {"title", "название", "заголовок"}
_CONTENTS = re.compile(r"^(?:toc|оглавление)\b", re.IGNORECASE)
_BODY_LEVEL = 9  # outlineLvl of body text, ECMA-376 part 1, 17.3.1.20
_BASED_ON_DEPTH = 12  # Word's own limit is 11 links


@dataclass(slots=True)
class Look:
    """`heading`: 1…9 or None. `number`, `depth`: list id and level from 0, None where unsaid."""

    heading: int | None = None
    number: str | None = None
    depth: int | None = None
    bold: bool | None = None
    contents: bool = False
    body: bool = False


class Styles:
    def __init__(self, root: Any | None) -> None:
        self._looks: dict[str, Look] = {}
        self._based_on: dict[str, str] = {}
        self._default = ""
        for style in root if root is not None else ():
            if local(style) == "style":
                self._add(style)

    def look(self, style: str | None) -> Look:
        """What the style says itself or by the styles it is based on, the nearest first."""
        merged = Look()
        key = style or self._default
        for _ in range(_BASED_ON_DEPTH):
            own = self._looks.get(key)
            if own is None:
                break
            if merged.heading is None and not merged.body:
                merged.heading, merged.body = own.heading, own.body
            merged.number = own.number if merged.number is None else merged.number
            merged.depth = own.depth if merged.depth is None else merged.depth
            merged.bold = own.bold if merged.bold is None else merged.bold
            merged.contents = merged.contents or own.contents
            key = self._based_on.get(key, "")
        return merged

    def _add(self, style: Any) -> None:
        key = attribute(style, "styleId") or ""
        look = Look()
        name = ""
        for child in style:
            match local(child):
                case "name":
                    name = value(child)
                case "basedOn":
                    self._based_on[key] = value(child)
                case "pPr":
                    read_paragraph(child, look)
                case "rPr":
                    look.bold = is_on(child, "b")
        if found := _HEADING.match(name):
            look.heading = look.heading or int(found[1])
        elif name.lower() in _TITLES:
            look.heading = look.heading or 1
        look.contents = bool(_CONTENTS.match(name))
        self._looks[key] = look
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
            self._default = key


def read_paragraph(properties: Any, look: Look) -> None:
    """Lay what a w:pPr says over `look`."""
    for child in properties:
        match local(child):
            case "outlineLvl":
                level = integer(value(child), _BODY_LEVEL)
                look.heading = level + 1 if level < _BODY_LEVEL else None
                look.body = level >= _BODY_LEVEL
            case "numPr":
                for inner in child:
                    if local(inner) == "numId":
                        look.number = value(inner)
                    elif local(inner) == "ilvl":
                        look.depth = integer(value(inner))


def is_on(properties: Any, toggle: str) -> bool | None:
    """A toggle property such as w:b or w:vanish; None where it is not said."""
    for child in properties:
        if local(child) == toggle:
            return value(child) not in {"0", "false", "off"}
    return None
