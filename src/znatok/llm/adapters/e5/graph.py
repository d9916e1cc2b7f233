"""Builds the model as an ONNX graph from the packed weights. Imported when a graph is missing only.

BERT, post-norm, with learned positions and erf GELU; the output is the mean over all tokens, not
normalised. Operators of the domain com.microsoft are ONNX Runtime's own:
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
"""

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from znatok.llm.adapters.e5.variants import Variant
from znatok.llm.adapters.e5.weights import BLOCK, Weights

_ONNX_RUNTIME = "com.microsoft"
_OPSET, _IR_VERSION = 21, 10
_INT8_MAX, _MIDDLE = 127, 128
_SMALLEST_PEAK = 1e-6  # keeps a row of zeros from being divided by zero
_GELU_MINIMUM = 0.17  # the minimum of x * Phi(x) is -0.16997, at x = -0.7518


def build_graph(weights: Weights, variant: Variant) -> bytes:
    """The serialised model: inputs `ids` int64 and `mask` int32 [batch, length] (1 = a token,
    0 = padding), output `mean` float32 [batch, hidden].
    """
    return _Graph(weights, variant).build()


class _Graph:
    def __init__(self, weights: Weights, variant: Variant) -> None:
        self._weights = weights
        self._shape = weights.architecture
        self._matmul = self._int8 if variant is Variant.INT8 else self._four_bit
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def build(self) -> bytes:
        self._constant("last", np.array([-1], np.int64))
        self._constant("smallest_peak", np.array(_SMALLEST_PEAK, np.float32))
        self._constant("gelu_minimum", np.array(_GELU_MINIMUM, np.float32))
        self._constant("step", np.array(1 / _INT8_MAX, np.float32))
        self._constant("middle", np.array(_MIDDLE, np.uint8))
        hidden = self._embed()
        for layer in range(self._shape.layers):
            hidden = self._layer(f"l{layer}", hidden)
        self._pool(hidden)
        inputs = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"]),
        ]
        output = helper.make_tensor_value_info(
            "mean", TensorProto.FLOAT, ["batch", self._shape.hidden]
        )
        graph = helper.make_graph(self._nodes, "e5", inputs, [output], self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_ONNX_RUNTIME, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        serialised: bytes = model.SerializeToString()
        return serialised

    def _embed(self) -> str:
        """Word + position + token type 0, normalised. The table stays in 4 bits."""
        hidden = self._shape.hidden
        table = self._weights.packed("emb.word", hidden)
        rows, blocks = table.scales.shape
        self._nibbles("words", (rows, hidden), table.paired())
        self._nibbles("words.zero", (rows, blocks), np.full((rows * blocks + 1) // 2, 0x88, "u1"))
        self._constant("words.scale", table.scales.astype(np.float32))
        names = ["words", "ids", "words.scale", "words.zero"]
        axes = {"block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        self._node("GatherBlockQuantized", names, "word", **axes)
        token_type = self._weights.floats("emb.type")[:hidden]
        self._constant(
            "positions", self._weights.floats("emb.pos").reshape(-1, hidden) + token_type
        )
        self._constant("zero", np.array([0], np.int64))
        self._node("Shape", ["ids"], "length", start=1, end=2)
        self._node("Slice", ["positions", "zero", "length", "zero"], "position")
        return self._add_and_norm("embedded", ["word", "position"], "emb.ln")

    def _layer(self, layer: str, hidden: str) -> str:
        width, inner = self._shape.hidden, self._shape.feed_forward
        joint = self._matmul(f"{layer}.qkv", [f"{layer}.{part}" for part in "qkv"], hidden, width)
        parts = [f"{layer}.{part}.projected" for part in "qkv"]
        self._node("Split", [joint], *parts, axis=-1, num_outputs=3)
        biases = [self._weights.floats(f"{layer}.{part}.b") for part in "qkv"]
        bias = self._constant(f"{layer}.qkv.b", np.concatenate(biases))
        heads = {"num_heads": self._shape.heads}
        context = self._node(
            "MultiHeadAttention", [*parts, bias, "mask"], f"{layer}.context", **heads
        )
        attended = self._matmul(f"{layer}.ao", [f"{layer}.ao"], context, width)
        names = [attended, hidden]
        middle = self._add_and_norm(f"{layer}.middle", names, f"{layer}.aln", f"{layer}.ao.b")
        wide = self._matmul(f"{layer}.fi", [f"{layer}.fi"], middle, width)
        bias = self._floats(f"{layer}.fi.b")
        active = self._node("BiasGelu", [wide, bias], f"{layer}.active")
        narrow = self._matmul(f"{layer}.fo", [f"{layer}.fo"], active, inner, after_gelu=True)
        names = [narrow, middle]
        return self._add_and_norm(f"{layer}.out", names, f"{layer}.oln", f"{layer}.fo.b")

    def _pool(self, hidden: str) -> None:
        """The mean over the tokens that are not padding."""
        self._constant("one", np.array([1], np.int64))
        self._node("Cast", ["mask"], "kept", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["kept", "one"], "kept.row")
        self._node("MatMul", ["kept.row", hidden], "sum.row")
        self._node("Squeeze", ["sum.row", "one"], "sum")
        self._node("ReduceSum", ["kept", "one"], "count", keepdims=1)
        self._node("Div", ["sum", "count"], "mean")

    def _four_bit(
        self, out: str, names: list[str], rows: str, columns: int, *, after_gelu: bool = False
    ) -> str:
        """The shipped blocks as they are; activations rounded to int8 in blocks (level 4)."""
        del after_gelu  # blocks need no such hint
        parts = [self._weights.packed(f"{name}.w", columns) for name in names]
        nibbles = np.concatenate([part.paired() for part in parts])
        scales = np.concatenate([part.scales for part in parts]).astype(np.float32)
        inputs = [rows, self._constant(f"{out}.w", nibbles), self._constant(f"{out}.s", scales)]
        shape = {"K": columns, "N": nibbles.shape[0]}
        return self._node(
            "MatMulNBits", inputs, out, **shape, bits=4, block_size=BLOCK, accuracy_level=4
        )

    def _int8(
        self, out: str, names: list[str], rows: str, columns: int, *, after_gelu: bool = False
    ) -> str:
        """Each row divided by its own peak, rounded with a fixed scale, multiplied back after.

        Rounding a whole batch with one scale, as DynamicQuantizeMatMul does, lets the outliers of
        one token coarsen every other (.9966 against .9993 mean cosine with the wheel's engine) and
        makes a vector depend on what else is in its batch. One scale a row does neither, needs no
        calibration text, and costs as little (docs/adr/0003).
        """
        parts = [self._weights.packed(f"{name}.w", columns).dense() for name in names]
        matrix = np.concatenate(parts)
        column_scales = np.abs(matrix).max(axis=1) / _INT8_MAX
        rounded = np.rint(matrix / column_scales[:, None]).astype(np.int8)
        weight = self._constant(f"{out}.w", np.ascontiguousarray(rounded.T))
        weight_scale = self._constant(f"{out}.s", column_scales.astype(np.float32))
        peak = self._peak(out, rows, after_gelu=after_gelu)
        self._node("Div", [rows, peak], f"{out}.level")
        self._node("QuantizeLinear", [f"{out}.level", "step", "middle"], f"{out}.codes")
        inputs = [f"{out}.codes", weight, "step", weight_scale, "middle"]
        self._node("MatMulIntegerToFloat", inputs, f"{out}.product")
        return self._node("Mul", [f"{out}.product", peak], out)

    def _peak(self, out: str, rows: str, *, after_gelu: bool) -> str:
        """The largest magnitude of each row, [batch, length, 1], never 0.

        After GELU the positive side alone is searched: the negative one ends at -0.17.
        """
        least = "gelu_minimum" if after_gelu else "smallest_peak"
        sizes = rows if after_gelu else self._node("Abs", [rows], f"{out}.size")
        self._node("ReduceMax", [sizes, "last"], f"{out}.highest", keepdims=1)
        return self._node("Max", [f"{out}.highest", least], f"{out}.peak")

    def _add_and_norm(self, out: str, names: list[str], norm: str, bias: str = "") -> str:
        inputs = [*names, self._floats(f"{norm}.w"), self._floats(f"{norm}.b")]
        if bias:
            inputs.append(self._floats(bias))
        return self._node("SkipLayerNormalization", inputs, out, epsilon=self._shape.epsilon)

    def _node(self, operator: str, inputs: list[str], *outputs: str, **attributes: Any) -> str:
        domain = "" if onnx.defs.has(operator, "") else _ONNX_RUNTIME
        self._nodes.append(
            helper.make_node(
                operator, inputs, outputs, name=f"{outputs[0]}.node", domain=domain, **attributes
            )
        )
        return outputs[0]

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _floats(self, name: str) -> str:
        return self._constant(name, self._weights.floats(name))

    def _nibbles(self, name: str, shape: tuple[int, int], packed: NDArray[np.uint8]) -> None:
        """A UINT4 constant given as bytes: unpacked, the table would take 96 MB."""
        self._constants.append(
            TensorProto(
                name=name, data_type=TensorProto.UINT4, dims=shape, raw_data=packed.tobytes()
            )
        )
