"""Does the reader of 4-bit weights read what the layout says, and refuse what is not it?"""

import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest

from embeddings.builtin.q4_weights import Q4Weights, read_q4
from embeddings.errors import ModelError

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁xin", "chào")
SCORES = (0.0, 0.0, 0.0, 0.0, -1.5, -2.25)
SIZES = (32, 1, 2, 64, len(PIECES), 8, 2)
NORM = np.array([0.5, -0.25, 3.0], "<f4")
# Two rows of 32 weights each: nibble n means (n - 8) * scale; the low nibbles are weights 0-15, the high ones 16-31.
NIBBLES = (np.arange(32) % 16, np.full(32, 15))
SCALES = (0.5, -0.125)


def tiny_file() -> bytes:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4").tobytes()
    head = b"E5S1" + struct.pack("<I7ifi", 1, *SIZES, 1e-12, 32)
    words = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets
    words += np.array(SCORES, "<f4").tobytes() + blob
    character_map = struct.pack("<IBI", ord("Ａ"), 1, ord("A"))
    words += struct.pack("<iI", 1, len(character_map)) + character_map
    rows = b"".join(
        struct.pack("<e", scale) + (nibbles[:16] | nibbles[16:] << 4).astype("u1").tobytes()
        for scale, nibbles in zip(SCALES, NIBBLES, strict=True)
    )
    tensors = {"norm": (0, 3, NORM.tobytes()), "emb.word": (1, 64, rows)}
    directory_size = 4 + sum(2 + len(name) + 21 for name in tensors)
    start = len(head) + len(words) + directory_size
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, count, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, start + len(body), len(data))
        body += data
    return head + words + directory + body


def read(path: Path, data: bytes) -> Q4Weights:
    path.write_bytes(data)
    return read_q4(path, hashlib.sha256(data).hexdigest())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tiny.bin"


def test_sizes_and_vocabulary_are_what_was_written(path: Path) -> None:
    weights = read(path, tiny_file())
    assert (weights.sizes.width, weights.sizes.inner_width, weights.sizes.positions) == (32, 64, 8)
    assert weights.sizes.layer_norm_epsilon == pytest.approx(1e-12)
    words = weights.vocabulary
    assert words.pieces == PIECES
    assert words.scores.tolist() == list(SCORES)
    assert (words.begin, words.end, words.padding, words.unknown) == (0, 2, 1, 3)
    assert weights.names == ("norm", "emb.word")


def test_both_kinds_of_tensor_come_out_exact(path: Path) -> None:
    weights = read(path, tiny_file())
    assert weights.tensor("norm").tolist() == NORM.tolist()
    table = weights.tensor("emb.word", row_width=32)
    expected = [(nibbles - 8.0) * scale for nibbles, scale in zip(NIBBLES, SCALES, strict=True)]
    assert table.dtype == np.float32
    assert np.array_equal(table, np.array(expected, np.float32))


def test_rows_are_picked_in_the_order_asked(path: Path) -> None:
    weights = read(path, tiny_file())
    whole = weights.tensor("emb.word", row_width=32)
    assert np.array_equal(weights.tensor("emb.word", row_width=32, rows=[1, 0, 1]), whole[[1, 0, 1]])


def test_an_unknown_tensor_is_named(path: Path) -> None:
    with pytest.raises(ModelError, match=r"không có ma trận “l99\.q\.w”"):
        read(path, tiny_file()).tensor("l99.q.w")


def test_another_digest_is_refused(path: Path) -> None:
    path.write_bytes(tiny_file())
    with pytest.raises(ModelError, match="không phải tệp đã định: sha256"):
        read_q4(path, "0" * 64)


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(ModelError, match=r"Không đọc được tệp trọng số .*tiny\.bin"):
        read_q4(path, "0" * 64)


@pytest.mark.parametrize("size", range(0, len(tiny_file()), 5))
def test_a_file_cut_anywhere_is_refused(path: Path, size: int) -> None:
    with pytest.raises(ModelError, match="bị cụt hoặc sai cấu trúc"):
        read(path, tiny_file()[:size])


@pytest.mark.parametrize(("at", "what"), [(0, b"GGUF"), (4, b"\x02"), (40, b"\x40")])
def test_another_format_version_or_block_is_refused(path: Path, at: int, what: bytes) -> None:
    data = tiny_file()
    with pytest.raises(ModelError, match="sai cấu trúc E5S1"):
        read(path, data[:at] + what + data[at + len(what) :])
