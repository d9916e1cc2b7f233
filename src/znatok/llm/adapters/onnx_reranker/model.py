"""A cross-encoder of the BERT and XLM-RoBERTa kind, behind the port."""

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as native
from tokenizers import Encoding, Tokenizer

from znatok.llm.adapters.onnx_reranker.files import (
    mismatch,
    open_session,
    open_tokenizer,
    wrong_output,
)
from znatok.llm.batching import batches
from znatok.llm.errors import ModelUnavailable, RerankerUnusable

MAX_TOKENS = 512  # of question and passage together: what these models are trained with
_BATCH_TOKENS = 1_024  # one run; between two of them a cancelled call stops
_PADS = ("<pad>", "[PAD]")
_PROBE = ("Сколько дней длится отпуск?", ("Отпуск длится 28 дней.", "Да."))
_TWO_CLASSES = 2

Scores = NDArray[np.float64]


class OnnxReranker:
    """A `Reranker` over a folder as exporters write it: `model.onnx` beside `tokenizer.json`.

    The model's output is one logit a pair (bge-reranker, mmarco-mMiniLM) or two, the second being
    "answers". Calls wait for each other: one thread of its own runs them all. Call `close` at the
    end.
    """

    def __init__(self, name: str, tokenizer: Tokenizer, session: ort.InferenceSession) -> None:
        self._name = name
        self._tokenizer = tokenizer
        self._session = session
        self._inputs = [each.name for each in session.get_inputs()]
        self._pad = next(
            (id_ for each in _PADS if (id_ := tokenizer.token_to_id(each)) is not None), 0
        )
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reranking")

    @classmethod
    def load(cls, folder: Path, *, threads: int = 1, max_tokens: int = MAX_TOKENS) -> Self:
        """Read the files and try them on two pairs. Blocks for as long as reading them takes.

        Raises:
            RerankerUnusable: a file is missing, damaged, or they do not work together.

        """
        session = open_session(folder, threads)
        loaded = cls(folder.name, open_tokenizer(folder, max_tokens), session)
        question, passages = _PROBE
        try:
            loaded._score(question, passages, threading.Event())
        except RerankerUnusable:
            raise
        except ModelUnavailable as error:
            raise mismatch() from error
        return loaded

    @property
    def name(self) -> str:
        return self._name

    async def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        if not passages:
            return []
        stopped = threading.Event()
        loop = asyncio.get_running_loop()
        try:
            working = loop.run_in_executor(self._thread, self._score, query, passages, stopped)
        except RuntimeError as error:  # after `close`
            raise ModelUnavailable(model=self._name) from error
        try:
            return await working
        finally:
            stopped.set()

    def close(self) -> None:
        """Wait for the call that runs; those that wait are given up."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _score(self, query: str, passages: Sequence[str], stopped: threading.Event) -> list[float]:
        """Runs in the thread. A call that was given up gets whatever there is: nobody reads it."""
        pairs = self._tokenizer.encode_batch([(query, each) for each in passages])
        lengths = np.fromiter((len(each.ids) for each in pairs), np.intp, len(pairs))
        found = np.zeros(len(pairs), np.float64)
        for group in batches(lengths, _BATCH_TOKENS):
            if stopped.is_set():
                break
            found[group] = self._run([pairs[at] for at in group])
        return [float(each) for each in found]

    def _run(self, pairs: Sequence[Encoding]) -> Scores:
        shape = len(pairs), max(len(each.ids) for each in pairs)
        inputs = {
            "input_ids": np.full(shape, self._pad, np.int64),
            "attention_mask": np.zeros(shape, np.int64),
            "token_type_ids": np.zeros(shape, np.int64),
        }
        for row, pair in enumerate(pairs):
            inputs["input_ids"][row, : len(pair.ids)] = pair.ids
            inputs["attention_mask"][row, : len(pair.ids)] = 1
            inputs["token_type_ids"][row, : len(pair.ids)] = pair.type_ids
        try:
            logits = self._session.run(None, {name: inputs[name] for name in self._inputs})[0]
        except (
            native.Fail,
            native.InvalidArgument,
            native.RuntimeException,
            native.EPFail,
            MemoryError,
        ) as error:
            raise ModelUnavailable(model=self._name) from error
        return _probabilities(np.asarray(logits, np.float64), len(pairs))


def _probabilities(logits: Scores, pairs: int) -> Scores:
    """Logits of shape (pairs,), (pairs, 1) or (pairs, 2) as probabilities, shape (pairs,)."""
    if logits.shape == (pairs, _TWO_CLASSES):
        logits = logits[:, 1] - logits[:, 0]  # the softmax of two is the logistic of this
    elif logits.shape not in {(pairs,), (pairs, 1)}:
        raise wrong_output(logits.shape)
    answers: Scores = 1 / (1 + np.exp(-np.clip(logits.reshape(pairs), -60, 60)))
    return answers
