"""Which pieces of XLM-R's vocabulary does the built-in model keep?

Those that `scripts/select_pieces.py` chose and wrote down: one bit for each of the 250,002 pieces, gzipped.
"""

import gzip
import zlib
from importlib import resources

import numpy as np

from embeddings.errors import ModelError

FILE_NAME = "kept_pieces.bits.gz"


def kept_pieces() -> list[int]:
    """The ids of the kept pieces, rising.

    Raises:
        ModelError: The list that ships with the program is missing or damaged.
    """
    try:
        bits = gzip.decompress(packed_bits())
    except (OSError, EOFError, zlib.error) as error:
        raise ModelError(f"Tệp {FILE_NAME} của chương trình bị thiếu hoặc hỏng. Hãy cài lại hoidap.") from error
    return np.flatnonzero(np.unpackbits(np.frombuffer(bits, np.uint8))).tolist()


def packed_bits() -> bytes:
    """The file as it is, for its digest."""
    return resources.files("embeddings.builtin").joinpath(FILE_NAME).read_bytes()


def pack(kept: list[int], vocabulary_size: int) -> bytes:
    """The bytes of the file that lists `kept`: the same bytes for the same list."""
    bits = np.zeros(vocabulary_size, np.uint8)
    bits[kept] = 1
    return gzip.compress(np.packbits(bits).tobytes(), compresslevel=9, mtime=0)
