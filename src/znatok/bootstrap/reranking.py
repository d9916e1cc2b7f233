"""The cross-encoder that the settings name, if they name one."""

import asyncio
from contextlib import AsyncExitStack
from importlib import import_module

from znatok.kernel.clock import Clock
from znatok.llm.ports import Reranker
from znatok.platform.settings import RerankerSettings
from znatok.retrieval.reranking import Reranking
from znatok.retrieval.reranking import RerankingSettings as HowToRerank


async def open_reranking(
    stack: AsyncExitStack, settings: RerankerSettings, clock: Clock
) -> Reranking | None:
    """What orders passages anew, to be closed with `stack`; None where it is off.

    Raises:
        RerankerUnusable: the folder's files are missing or unsound.

    """
    if settings.path is None:
        return None
    # Loaded only when chosen: the tokenizer's library costs 50 MB.
    module = import_module("znatok.llm.adapters.onnx_reranker")
    model = await asyncio.to_thread(
        module.OnnxReranker.load, settings.path, threads=settings.threads
    )
    stack.callback(model.close)
    reranker: Reranker = model
    how = HowToRerank(settings.depth, settings.budget_ms / 1000, settings.weight)
    return Reranking(reranker, how, clock)


def try_reranker(settings: RerankerSettings) -> None:
    """Refuse a start that would fail in every process of the server.

    Raises:
        RerankerUnusable: as `open_reranking`.

    """
    if settings.path is not None:
        module = import_module("znatok.llm.adapters.onnx_reranker")
        module.OnnxReranker.load(settings.path).close()
