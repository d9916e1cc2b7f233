"""ONNX Runtime with the graph, built once for each machine and kept in a folder."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
import structlog
from onnxruntime.capi import onnxruntime_pybind11_state as native

from znatok.llm.adapters.e5.variants import Variant
from znatok.llm.adapters.e5.weights import MODEL_NAME, Weights
from znatok.llm.errors import ModelUnavailable
from znatok.llm.ports import Vectors

# What ONNX Runtime raises for a file that is empty, cut short or not a graph.
_UNREADABLE = (native.Fail, native.InvalidArgument, native.InvalidGraph, native.InvalidProtobuf)
_PROVIDERS = ["CPUExecutionProvider"]

log = structlog.get_logger(__name__)

GRAPH_FORMAT = 1
"""Raised whenever graph.py changes what it builds: graphs cached by another format are not used."""


def open_session(
    weights: Weights, variant: Variant, cache_dir: Path, threads: int
) -> ort.InferenceSession:
    """A session over the cached graph, built first where it is absent or cannot be read.

    Where the folder cannot be written the graph is built in memory, at each start.
    """
    path = cache_dir / f"e5-{weights.digest[:16]}-{GRAPH_FORMAT}-{variant}.onnx"
    options = _options(threads)
    if path.exists():
        try:
            return ort.InferenceSession(str(path), options, providers=_PROVIDERS)
        except _UNREADABLE:
            log.warning("model_cache_rejected", file=path.name)
    # Imported here because `onnx` takes 0.3 s and 40 MB, and a cached graph needs none of it.
    from znatok.llm.adapters.e5.graph import build_graph  # noqa: PLC0415

    graph = build_graph(weights, variant)
    try:
        _write_whole(path, graph)
    except OSError as error:
        log.warning("model_cache_not_written", file=path.name, reason=error.strerror)
        return ort.InferenceSession(graph, options, providers=_PROVIDERS)
    del graph  # 85 MB that the session would otherwise hold a second time while it loads
    return ort.InferenceSession(str(path), options, providers=_PROVIDERS)


def run(session: ort.InferenceSession, windows: Sequence[Sequence[int]], pad: int) -> Vectors:
    """The mean-pooled vectors of one batch of windows, control tokens included; not normalised.

    Raises:
        ModelUnavailable: the runtime failed, out of memory for one; safe to retry.

    """
    longest = max(map(len, windows))
    ids = np.full((len(windows), longest), pad, np.int64)
    mask = np.zeros((len(windows), longest), np.int32)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = window
        mask[row, : len(window)] = 1
    try:
        means: Vectors = session.run(["mean"], {"ids": ids, "mask": mask})[0]
    except (native.Fail, native.RuntimeException, native.EPFail, MemoryError) as error:
        raise ModelUnavailable(model=MODEL_NAME) from error
    return means


def _options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin between operators take the processor from everything else on the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Plans of memory are kept for each shape ever seen, and here nearly every batch has its own.
    options.enable_mem_pattern = False
    options.log_severity_level = 3  # errors only: what fails is raised and logged by us
    return options


def _write_whole(path: Path, content: bytes) -> None:
    """All or nothing, also when two processes write at once or the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
