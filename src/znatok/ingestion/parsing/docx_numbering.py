"""The numbers Word shows before paragraphs, which it computes and never stores."""

from dataclasses import dataclass, field
from typing import Any

from znatok.ingestion.parsing.markup import attribute, integer, local, value
from znatok.ingestion.parsing.numerals import numeral

_MAX_LEVELS = 9  # ECMA-376 part 1, 17.9.6


@dataclass(slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One w:num: its abstract list, the levels as overridden, and the starts it forces."""

    abstract: str
    levels: dict[int, Level]
    forced: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts paragraphs in document order; ask once for each numbered paragraph."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._forced_used: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level that names this paragraph style as its own."""
        found = self._lists.get(number)
        if found is None:
            return None
        return next((at for at, level in found.levels.items() if level.style == style), None)

    def label(self, number: str, depth: int) -> str | None:
        """The next label, "" for a bullet; None when there is no such list."""
        chosen = self._lists.get(number)
        if chosen is None or depth not in chosen.levels:
            return None
        counters = self._counters.setdefault(chosen.abstract, [None] * _MAX_LEVELS)
        self._force_start(number, chosen, depth, counters)
        level = chosen.levels[depth]
        current = counters[depth]
        counters[depth] = level.start if current is None else current + 1
        for deeper in range(depth + 1, _MAX_LEVELS):
            below = chosen.levels.get(deeper)
            if (
                below is None
                or below.restart is None
                or (below.restart > 0 and depth < below.restart)
            ):
                counters[deeper] = None
        return self._format(chosen, level, counters)

    def _force_start(
        self, number: str, chosen: _List, depth: int, counters: list[int | None]
    ) -> None:
        """A start override takes effect where its list is first met."""
        if depth in chosen.forced and (number, depth) not in self._forced_used:
            self._forced_used.add((number, depth))
            counters[depth] = chosen.forced[depth] - 1

    def _format(self, chosen: _List, level: Level, counters: list[int | None]) -> str:
        if level.format == "bullet":
            return ""
        text = level.text
        for at in range(_MAX_LEVELS):
            place = f"%{at + 1}"
            if place not in text:
                continue
            other = chosen.levels.get(at, level)
            value = counters[at]
            kind = "decimal" if level.legal and other.format != "none" else other.format
            text = text.replace(place, numeral(other.start if value is None else value, kind))
        return text.strip()

    def _load(self, root: Any) -> None:
        abstracts: dict[str, dict[int, Level]] = {}
        by_style: dict[str, str] = {}
        links: dict[str, str] = {}
        for each in root:
            if local(each) != "abstractNum":
                continue
            key = attribute(each, "abstractNumId") or ""
            abstracts[key] = _levels(each)
            for child in each:
                if local(child) == "styleLink":
                    by_style[value(child)] = key
                elif local(child) == "numStyleLink":
                    links[key] = value(child)
        for key, style in links.items():
            abstracts[key] = abstracts.get(by_style.get(style, ""), abstracts[key])
        for each in root:
            if local(each) == "num":
                self._add(each, abstracts)

    def _add(self, element: Any, abstracts: dict[str, dict[int, Level]]) -> None:
        abstract, forced, levels = "", {}, {}
        for child in element:
            if local(child) == "abstractNumId":
                abstract = value(child)
                levels = dict(abstracts.get(abstract, {}))
        for child in element:
            if local(child) != "lvlOverride":
                continue
            depth = integer(attribute(child, "ilvl"))
            for inner in child:
                if local(inner) == "startOverride":
                    forced[depth] = integer(value(inner))
                elif local(inner) == "lvl":
                    levels[depth] = _level(inner)
        self._lists[attribute(element, "numId") or ""] = _List(abstract, levels, forced)


def _levels(abstract: Any) -> dict[int, Level]:
    return {
        integer(attribute(each, "ilvl")): _level(each) for each in abstract if local(each) == "lvl"
    }


def _level(element: Any) -> Level:
    level = Level()
    for child in element:
        match local(child):
            case "start":
                level.start = integer(value(child), 1)
            case "numFmt":
                level.format = value(child)
            case "lvlText":
                level.text = value(child)
            case "isLgl":
                level.legal = value(child) not in {"0", "false", "off"}
            case "lvlRestart":
                level.restart = integer(value(child))
            case "pStyle":
                level.style = value(child)
    return level
