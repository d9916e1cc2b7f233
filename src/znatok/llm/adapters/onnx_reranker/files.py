"""What a folder with a cross-encoder holds: the layout that exporters to ONNX write."""

from pathlib import Path

import onnxruntime as ort
from onnxruntime.capi import onnxruntime_pybind11_state as native
from tokenizers import Tokenizer

from znatok.llm.errors import RerankerUnusable

SETTING = "ZNATOK_RERANKER__PATH"
_MODELS = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
_TOKENIZER = "tokenizer.json"
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
# What ONNX Runtime raises for a file that is empty, cut short or not a graph.
_UNREADABLE = (
    native.Fail,
    native.InvalidArgument,
    native.InvalidGraph,
    native.InvalidProtobuf,
    native.NoSuchFile,
    native.NotImplemented,
)


def open_session(folder: Path, threads: int) -> ort.InferenceSession:
    """Raises:
    RerankerUnusable: there is no model, or it is not one over pairs of texts.

    """
    path = _model_file(folder)
    try:
        session = ort.InferenceSession(
            str(path), _options(threads), providers=["CPUExecutionProvider"]
        )
    except _UNREADABLE as error:
        raise _unusable(path.name, "it is not a sound ONNX model") from error
    inputs = {each.name for each in session.get_inputs()}
    if not {"input_ids", "attention_mask"} <= inputs <= _INPUTS:
        named = ", ".join(sorted(inputs))
        raise _unusable(path.name, f"its inputs are {named}, not those of a BERT cross-encoder")
    return session


def open_tokenizer(folder: Path, max_tokens: int) -> Tokenizer:
    """Raises:
    RerankerUnusable: there is no tokenizer, or it cannot be read.

    """
    path = folder / _TOKENIZER
    if not path.is_file():
        raise _unusable(_TOKENIZER, "there is no such file in the folder")
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises no narrower class
        raise _unusable(_TOKENIZER, "it is not a sound tokenizer") from error
    tokenizer.no_padding()
    # The longer of the two is cut first: the passage, unless somebody asks with a whole page.
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer


def wrong_output(shape: object) -> RerankerUnusable:
    return _unusable("model.onnx", f"its output has the shape {shape}, not one score a pair")


def mismatch() -> RerankerUnusable:
    return _unusable(_TOKENIZER, "its tokens are not those that the model was made for")


def _model_file(folder: Path) -> Path:
    if not folder.is_dir():
        raise _unusable(folder.name, "there is no such folder")
    for name in _MODELS:
        if (folder / name).is_file():
            return folder / name
    raise _unusable(_MODELS[0], "there is no such file in the folder")


def _unusable(file: str, reason: str) -> RerankerUnusable:
    return RerankerUnusable(model="reranker", setting=SETTING, file=file, reason=reason)


def _options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin between operators take the processor from everything else on the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_mem_pattern = False  # nearly every batch has a shape of its own
    options.log_severity_level = 3  # errors only: what fails is raised and logged by us
    return options
