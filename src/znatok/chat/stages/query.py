"""Stage 3, query processing: terms and a vector, references to the conversation resolved."""

import re
from collections.abc import Sequence

from znatok.chat.context import Prepared
from znatok.chat.model import Author, Message
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.llm.ports import EmbeddingModel
from znatok.retrieval.model import Query

# Words that ask rather than describe; in documents they are noise.
_ASKING = frozenset(
    (
        *("какой", "который", "сколько", "кто", "что", "где", "когда", "куда", "откуда"),
        *("почему", "зачем", "как", "чей", "ли", "можно", "нужно", "надо", "подсказать"),
        *("рассказать", "объяснить", "пожалуйста", "хотеть", "узнать", "интересовать"),
        *("мочь", "быть"),
    )
)
_FOLLOWS = re.compile(
    r"^(?:а|и|но|а если|если|тогда|еще|а еще|а как|а что|почему|подробнее)\b"
    r"|\b(?:он|она|оно|они|его|ее|их|ему|ей|им|этого|этому|этом|этой|эту|это|там|тогда|такой)\b"
)
_SHORT = 3  # terms: a fuller question is understood without its predecessor
_REMEMBERED = 0.4  # weight of the previous question's terms beside 1 of the present one


class QueryStage:
    def __init__(self, morphology: Morphology, embeddings: EmbeddingModel) -> None:
        self._morphology = morphology
        self._embeddings = embeddings

    async def run(self, prepared: Prepared, documents: frozenset[DocumentId] | None) -> Query:
        """A query for the question, understood with the conversation if it leans on it."""
        terms = self._terms(prepared.text)
        text = prepared.text
        previous = _previous_question(prepared.history)
        if previous is not None and self._leans_on_it(prepared.text, terms):
            text = f"{previous} {prepared.text}"
            for term, weight in self._terms(previous).items():
                terms.setdefault(term, weight * _REMEMBERED)
        vectors = await self._embeddings.embed_queries([text])
        return Query(text=text, terms=terms, vector=vectors[0], documents=documents)

    def _terms(self, text: str) -> dict[str, float]:
        counts = self._morphology.counts(text)
        telling = {term: float(n) for term, n in counts.items() if term not in _ASKING}
        return telling or {term: float(n) for term, n in counts.items()}

    def _leans_on_it(self, text: str, terms: dict[str, float]) -> bool:
        return len(terms) <= _SHORT and bool(_FOLLOWS.search(fold(text)))


def _previous_question(history: Sequence[Message]) -> str | None:
    asked = [each.text for each in history if each.author is Author.USER]
    return asked[-1] if asked else None
