"""Writes a tiny model in the E5S1 format, and computes it in plain NumPy to compare with."""

import struct
from dataclasses import dataclass, field
from math import erf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 64, 2, 4, 96, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "а", "б", "▁аб", "ба", "<mask>"]
SCORES = [0.0, 0.0, 0.0, 0.0, -2.0, -3.0, -3.0, -2.5, -4.0, 0.0]
EPSILON = 1e-12


@dataclass
class TinyModel:
    floats: dict[str, Floats] = field(default_factory=dict)
    packed: dict[str, bytes] = field(default_factory=dict)
    matrices: dict[str, Floats] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        head = b"E5S1" + struct.pack("<I", 1)
        head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2)
        head += struct.pack("<fi", EPSILON, 32) + _vocabulary()
        tensors = [(name, 0, v.size, v.tobytes()) for name, v in self.floats.items()]
        tensors += [(n, 1, self.matrices[n].size, blob) for n, blob in self.packed.items()]
        directory = sum(2 + len(name.encode()) + 21 for name, *_ in tensors)
        at = len(head) + 4 + directory
        head += struct.pack("<i", len(tensors))
        for name, kind, elements, blob in tensors:
            head += struct.pack("<H", len(name)) + name.encode()
            head += struct.pack("<BIQQ", kind, elements, at, len(blob))
            at += len(blob)
        path.write_bytes(head + b"".join(blob for *_, blob in tensors))
        return path

    def mean(self, ids: list[int]) -> Floats:
        """BERT with post-norm and erf GELU, float32 throughout; the mean over all tokens."""
        f = self.floats
        positions = f["emb.pos"].reshape(POSITIONS, HIDDEN)[: len(ids)]
        x = self.matrices["emb.word"][ids] + positions + f["emb.type"][:HIDDEN]
        x = self._norm(x, "emb.ln")
        for layer in range(LAYERS):
            p = f"l{layer}."
            q, k, v = (self._heads(self._linear(x, p + part)) for part in "qkv")
            weights = np.exp(q @ k.swapaxes(1, 2) / np.sqrt(HIDDEN // HEADS))
            context = (weights / weights.sum(-1, keepdims=True)) @ v
            joined = context.swapaxes(0, 1).reshape(len(ids), HIDDEN)
            x = self._norm(x + self._linear(joined, p + "ao"), p + "aln")
            wide = self._linear(x, p + "fi")
            active = 0.5 * wide * (1 + np.vectorize(erf)(wide / np.sqrt(2)))
            x = self._norm(x + self._linear(active, p + "fo"), p + "oln")
        mean: Floats = x.mean(axis=0)
        return mean

    def _linear(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self.matrices[name + ".w"].T + self.floats[name + ".b"]
        return result

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        result: Floats = scaled * self.floats[name + ".w"] + self.floats[name + ".b"]
        return result

    def _heads(self, x: Floats) -> Floats:
        return x.reshape(len(x), HEADS, -1).swapaxes(0, 1)


def tiny_model(seed: int = 0) -> TinyModel:
    random = np.random.default_rng(seed)
    model = TinyModel()

    def vector(name: str, size: int, centre: float = 0.0) -> None:
        values = centre + 0.1 * random.standard_normal(size)
        model.floats[name] = values.astype(np.float32)

    def matrix(name: str, rows: int, columns: int) -> None:
        scales = random.uniform(0.01, 0.05, (rows, columns // 32)).astype(np.float16)
        codes = random.integers(0, 16, (rows, columns // 32, 32))
        nibbles = (codes[..., :16] | (codes[..., 16:] << 4)).astype(np.uint8)
        pairs = zip(scales.reshape(-1), nibbles.reshape(-1, 16), strict=True)
        model.packed[name] = b"".join(scale.tobytes() + row.tobytes() for scale, row in pairs)
        values = (codes - 8) * scales[..., None].astype(np.float32)
        model.matrices[name] = values.reshape(rows, columns).astype(np.float32)

    matrix("emb.word", len(PIECES), HIDDEN)
    vector("emb.pos", POSITIONS * HIDDEN)
    vector("emb.type", 2 * HIDDEN)
    for norm in ["emb.ln", *(f"l{n}.{kind}" for n in range(LAYERS) for kind in ("aln", "oln"))]:
        vector(f"{norm}.w", HIDDEN, centre=1.0)
        vector(f"{norm}.b", HIDDEN)
    for layer in range(LAYERS):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            rows = INNER if part == "fi" else HIDDEN
            matrix(f"l{layer}.{part}.w", rows, INNER if part == "fo" else HIDDEN)
            vector(f"l{layer}.{part}.b", rows)
    return model


def _vocabulary() -> bytes:
    blobs = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, blobs)]).astype("<u4")
    content = struct.pack("<5i", len(PIECES), 0, 2, 1, 3)
    content += struct.pack("<Q", sum(map(len, blobs))) + offsets.tobytes()
    content += np.array(SCORES, "<f4").tobytes() + b"".join(blobs)
    # One code point that becomes two, one that disappears: А -> "аа", soft hyphen -> nothing.
    rules = struct.pack("<IB2I", ord("А"), 2, ord("а"), ord("а")) + struct.pack("<IB", 0xAD, 0)
    return content + struct.pack("<iI", 2, len(rules)) + rules
