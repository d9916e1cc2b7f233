"""A text becomes a query: its telling terms and its vector."""

import re
from collections.abc import Mapping

from znatok.access.model import Reader
from znatok.kernel.ids import DocumentId
from znatok.language.morphology import Morphology
from znatok.llm.ports import EmbeddingModel
from znatok.llm.switching import pinned
from znatok.retrieval.model import Query
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.model import NOTHING

# Words that ask rather than describe; in documents they are noise.
_ASKING = frozenset(
    (
        *("какой", "который", "сколько", "кто", "что", "где", "когда", "куда", "откуда"),
        *("почему", "зачем", "как", "чей", "ли", "можно", "нужно", "надо", "подсказать"),
        *("рассказать", "объяснить", "пожалуйста", "хотеть", "узнать", "интересовать"),
        *("мочь", "быть"),
    )
)


_ORDINAL = re.compile(r"(\d+)-[а-я]{1,3}")  # «50-й», «1990-х»: the number is what is named


class QueryMaker:
    """`expander`: the company's dictionary; without it questions are taken as they are written."""

    def __init__(
        self,
        morphology: Morphology,
        embeddings: EmbeddingModel,
        expander: Expander | None = None,
    ) -> None:
        self._morphology = morphology
        self._embeddings = embeddings
        self._expander = expander

    def terms(self, text: str) -> dict[str, float]:
        """Lemma → occurrences, without the words that only ask, unless there is nothing else."""
        counts = self._morphology.counts(text)
        telling = {term: float(n) for term, n in counts.items() if term not in _ASKING}
        return telling or {term: float(n) for term, n in counts.items()}

    def specific(self, text: str) -> frozenset[str]:
        """Terms that name one thing whatever the wording: with a digit, or all in capitals.

        Of a compound only the whole counts: «50-200/11» is not meant by «50-200».
        """
        named, reached = set(), 0
        for start, end, lemma in self._morphology.located_terms(text):
            if end <= reached:
                continue
            reached = end
            if _names_one_thing(text[start:end]):
                ordinal = _ORDINAL.fullmatch(lemma)
                named.add(ordinal.group(1) if ordinal else lemma)
        return frozenset(named)

    async def make(
        self,
        text: str,
        *,
        reader: Reader | None = None,
        terms: Mapping[str, float] | None = None,
        documents: frozenset[DocumentId] | None = None,
    ) -> Query:
        """A query for `text`; `terms` replaces those of the text itself.

        What the dictionary adds is what `reader` may know; None: what everyone may.

        Raises:
            ModelUnavailable: the embedding model cannot answer now; safe to retry.

        """
        added = self._expander.expand(text, reader) if self._expander else NOTHING
        model = pinned(self._embeddings)  # the vector and its name must be of one model
        vectors = await model.embed_queries([added.rewritten or text])
        weighed = self.terms(text) if terms is None else terms
        return Query(
            text,
            added.weighed(weighed),
            vectors[0],
            documents,
            self.specific(text) - added.replaced,
            added.used,
            model.name,
        )


def _names_one_thing(word: str) -> bool:
    return any(each.isdigit() for each in word) or (word.isupper() and len(word) > 1)
