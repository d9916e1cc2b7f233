"""Facts as plain JSON values and back: what is stored."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from znatok.documents.facts import DataClass, DocumentType, Fact, FactEdits, Facts, Reference

_READ: Mapping[str, Callable[[Any], Any]] = {
    "type": DocumentType,
    "language": str,
    "number": str,
    "dated": date.fromisoformat,
    "parties": tuple,
    "valid_from": date.fromisoformat,
    "valid_until": date.fromisoformat,
    "edition": str,
    "data_class": DataClass,
}
_LISTS = ("replaces", "amends")


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Known facts only; each as value, confidence, start, end."""
    found: dict[str, Any] = {}
    for each in fields(facts):
        value = getattr(facts, each.name)
        if each.name in _LISTS:
            found[each.name] = [_fact(fact) for fact in value]
        elif value is not None:
            found[each.name] = _fact(value)
    return found


def facts_from_json(stored: Mapping[str, Any]) -> Facts:
    known: dict[str, Any] = {
        name: Fact(read(stored[name][0]), *stored[name][1:])
        for name, read in _READ.items()
        if name in stored
    }
    lists: dict[str, Any] = {
        name: tuple(Fact(_reference(each[0]), *each[1:]) for each in stored.get(name, ()))
        for name in _LISTS
    }
    return Facts(**known, **lists)


def edits_to_json(edits: FactEdits) -> dict[str, Any]:
    return {name: None if value is None else _plain(value) for name, value in edits.values.items()}


def edits_from_json(stored: Mapping[str, Any]) -> FactEdits:
    """Stored edits; a fact that is no longer known is left out."""
    return FactEdits(
        {
            name: None if value is None else _READ[name](value)
            for name, value in stored.items()
            if name in _READ
        }
    )


def _fact(fact: Fact[Any]) -> list[Any]:
    return [_plain(fact.value), fact.confidence, fact.start, fact.end]


def _plain(value: object) -> Any:
    if isinstance(value, Reference):
        dated = value.dated.isoformat() if value.dated is not None else None
        return [value.text, value.title, value.key, value.number, dated]
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else str(value)


def _reference(stored: list[Any]) -> Reference:
    text, title, key, number, dated = stored
    return Reference(text, title, key, number, date.fromisoformat(dated) if dated else None)
