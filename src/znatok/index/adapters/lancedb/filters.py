"""Conditions of a query in LanceDB's SQL, made of ids and whitelisted principals only."""

import re
from collections.abc import Iterable

from znatok.index.ports import IndexQuery
from znatok.kernel.ids import DocumentId, FragmentId

_PRINCIPAL = re.compile(r"[a-z0-9:-]+")


def is_principal(text: str) -> bool:
    return _PRINCIPAL.fullmatch(text) is not None


def permitted(query: IndexQuery) -> str | None:
    """What the query's reader may see; None when that is nothing.

    A principal with any other character names nobody: it is left out, so it opens nothing and
    never reaches the engine, whose conditions take no parameters.
    """
    named = frozenset(filter(is_principal, query.principals))
    if not named or query.documents == frozenset():
        return None
    readable = f"array_has_any(principals, {list_of(named)})"
    if query.documents is None:
        return readable
    return f"{readable} AND {of_documents(query.documents)}"


def list_of(principals: frozenset[str]) -> str:
    """A list as a value; the engine has no literal for an empty one, and NULL meets nothing."""
    return f"[{', '.join(map(_quote, sorted(principals)))}]" if principals else "NULL"


def of_documents(documents: Iterable[DocumentId]) -> str:
    return _one_of("document_id", sorted(document.hex for document in documents))


def of_fragments(fragments: Iterable[FragmentId]) -> str:
    return _one_of("id", [fragment.hex for fragment in fragments])


def _one_of(column: str, values: list[str]) -> str:
    return f"{column} IN ({', '.join(map(_quote, values))})"


def _quote(text: str) -> str:
    if not is_principal(text):  # also true of every id
        raise ValueError("only ids and principals may enter a condition")
    return f"'{text}'"
