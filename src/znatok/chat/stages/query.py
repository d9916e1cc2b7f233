"""Stage 3, query processing: terms and a vector, references to the conversation resolved."""

import re
from collections.abc import Mapping, Sequence

from znatok.access.model import Reader
from znatok.chat.context import Prepared
from znatok.chat.model import Author, Message
from znatok.kernel.ids import DocumentId
from znatok.language.text import fold
from znatok.retrieval.model import Query
from znatok.retrieval.queries import QueryMaker

_FOLLOWS = re.compile(
    r"^(?:а|и|но|а если|если|тогда|еще|а еще|а как|а что|почему|подробнее)\b"
    r"|\b(?:он|она|оно|они|его|ее|их|ему|ей|им|этого|этому|этом|этой|эту|это|там|тогда|такой)\b"
)
_SHORT = 3  # terms: a fuller question is understood without its predecessor
_REMEMBERED = 0.4  # weight of the previous question's terms beside 1 of the present one


class QueryStage:
    def __init__(self, queries: QueryMaker) -> None:
        self._queries = queries

    async def run(
        self,
        prepared: Prepared,
        documents: frozenset[DocumentId] | None,
        reader: Reader | None = None,
        unclear: Mapping[str, float] | None = None,
    ) -> Query:
        """A query for the question, understood with the conversation if it leans on it.

        `unclear`: word → weight: what unclear words of the question may have meant.
        """
        terms = self._queries.terms(prepared.text)
        for word, weight in (unclear or {}).items():
            for term in self._queries.terms(word):
                terms.setdefault(term, weight)
        text = prepared.text
        previous = _previous_question(prepared.history)
        if previous is not None and _leans_on_it(prepared.text, terms):
            text = f"{previous} {prepared.text}"
            for term, weight in self._queries.terms(previous).items():
                terms.setdefault(term, weight * _REMEMBERED)
        return await self._queries.make(text, reader=reader, terms=terms, documents=documents)


def _leans_on_it(text: str, terms: Mapping[str, float]) -> bool:
    return len(terms) <= _SHORT and bool(_FOLLOWS.search(fold(text)))


def _previous_question(history: Sequence[Message]) -> str | None:
    asked = [each.text for each in history if each.author is Author.USER]
    return asked[-1] if asked else None
