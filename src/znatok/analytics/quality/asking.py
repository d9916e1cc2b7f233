"""The assistant without its memory, as the measurements ask it. Implements `Asking`."""

from collections.abc import Sequence

from znatok.access.model import Reader
from znatok.chat.model import Answer, Question, new_exchange, whole_answer
from znatok.chat.pipeline import AnswerPipeline
from znatok.kernel.ids import DocumentId
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever


class PipelineAsking:
    """The nine stages themselves: no conversation, no usage, no remembered answer."""

    def __init__(self, pipeline: AnswerPipeline, retriever: Retriever, queries: QueryMaker) -> None:
        self._pipeline = pipeline
        self._retriever = retriever
        self._queries = queries

    async def ask(self, text: str, reader: Reader) -> Answer:
        events = self._pipeline.run(Question(text), (), reader, new_exchange(None))
        return await whole_answer(events)

    async def ranked(
        self, text: str, reader: Reader, *, depth: int
    ) -> Sequence[tuple[DocumentId, str]]:
        query = await self._queries.make(text)
        found = await self._retriever.search(query, reader, limit=depth)
        return [(each.fragment.document_id, each.file_name) for each in found.passages]
