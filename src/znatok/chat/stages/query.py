"""Stage 3, query processing: terms and a vector, references to the conversation resolved."""

from collections.abc import Mapping, Sequence

from znatok.access.model import Reader
from znatok.chat.context import Prepared
from znatok.chat.model import Author, Message
from znatok.kernel.ids import DocumentId
from znatok.retrieval.model import Query
from znatok.retrieval.queries import QueryMaker
from znatok.understanding.follow_ups import leans_on_earlier, thread_of

_REMEMBERED = 0.4  # weight of an earlier question's terms beside 1 of the present one


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
        for earlier in self._thread(prepared.history, text, terms):
            text = f"{earlier} {text}"
            for term, weight in self._queries.terms(earlier).items():
                terms.setdefault(term, weight * _REMEMBERED)
        return await self._queries.make(text, reader=reader, terms=terms, documents=documents)

    def _thread(
        self, history: Sequence[Message], text: str, terms: Mapping[str, float]
    ) -> tuple[str, ...]:
        """The earlier questions that this one continues, the latest first."""
        asked = [each.text for each in history if each.author is Author.USER]
        if not asked or not leans_on_earlier(text, terms):
            return ()
        leans = [leans_on_earlier(each, self._queries.terms(each)) for each in asked]
        return tuple(reversed(thread_of(asked, leans)))
