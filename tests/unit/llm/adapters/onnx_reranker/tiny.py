"""Writes a tiny cross-encoder as exporters do: a real ONNX graph and a real tokenizer.

It counts the words that question and passage share, which no model of either alone could: the
logit is (shared pairs of words) - 1.5. Control tokens count for nothing.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

CONTROL = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
WORDS = [
    "сколько",
    "дней",
    "длится",
    "отпуск",
    "командировка",
    "составляет",
    "рублей",
    "суточные",
    "28",
    "700",
    "склад",
]
BIAS = 1.5


def write_tokenizer(folder: Path, extra: int = 0) -> None:
    """`extra`: words that the model has no vectors for."""
    more = [f"чужое{number}" for number in range(extra)]
    vocabulary = {word: id_ for id_, word in enumerate([*CONTROL, *more, *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))


def write_model(
    path: Path, *, classes: int = 1, inputs: tuple[str, str, str] | None = None
) -> None:
    """`classes`: 1 as bge-reranker gives it, 2 as a classifier does; `inputs`: their names."""
    ids, mask, types = inputs or ("input_ids", "attention_mask", "token_type_ids")
    size = len(CONTROL) + len(WORDS)
    vectors = np.eye(size, dtype=np.float32)
    vectors[: len(CONTROL)] = 0
    spread = np.zeros((1, classes), np.float32)
    spread[0, -1] = 1
    constants = {
        "vectors": vectors,
        "bias": np.array(BIAS, np.float32),
        "one": np.array(1, np.float32),
        "last": np.array([-1], np.int64),
        "middle": np.array([1], np.int64),
        "spread": spread,
    }
    node = helper.make_node
    nodes = [
        node("Gather", ["vectors", ids], ["each"]),
        node("Cast", [mask], ["present"], to=TensorProto.FLOAT),
        node("Cast", [types], ["second"], to=TensorProto.FLOAT),
        node("Mul", ["present", "second"], ["passage_mask"]),
        node("Sub", ["present", "passage_mask"], ["question_mask"]),
        node("Unsqueeze", ["passage_mask", "last"], ["passage_wide"]),
        node("Unsqueeze", ["question_mask", "last"], ["question_wide"]),
        node("Mul", ["each", "passage_wide"], ["passage_each"]),
        node("Mul", ["each", "question_wide"], ["question_each"]),
        node("ReduceSum", ["passage_each", "middle"], ["passage"], keepdims=0),
        node("ReduceSum", ["question_each", "middle"], ["question"], keepdims=0),
        node("Mul", ["passage", "question"], ["both"]),
        node("ReduceSum", ["both", "last"], ["shared"], keepdims=1),
        node("Sub", ["shared", "bias"], ["logit"]),
        node("MatMul", ["logit", "spread"], ["logits"]),
    ]
    given = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "n"]) for n in (ids, mask, types)
    ]
    told = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["b", classes])]
    kept = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tiny", given, told, kept)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    save(model, str(path))


def write(folder: Path, *, classes: int = 1, file: str = "model.onnx") -> Path:
    write_tokenizer(folder)
    write_model(folder / file, classes=classes)
    return folder
