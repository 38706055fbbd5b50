"""Which pieces of XLM-R's vocabulary do Vietnamese and everyday English need?

    python scripts/select_pieces.py ../shared/data

Counts the pieces of Vietnamese Wikipedia and of the laws, as written and as people type (small letters, no accents),
adds what must never be missing, and writes `embeddings/builtin/kept_pieces.bits.gz`. Two minutes on two cores.
"""

import argparse
import gzip
import json
import unicodedata
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.builtin.kept_pieces import FILE_NAME, pack
from embeddings.builtin.model import WEIGHTS_SHA256, weights_path
from embeddings.builtin.model_folder import PROMPTS
from embeddings.builtin.q4_weights import Vocabulary, read_q4
from embeddings.builtin.unigram import WORD_MARK, unigram_tokenizer

# Once is mostly a slip or a foreign name; pieces seen twice leave one token in some 1,500 to be spelled otherwise.
SEEN_AT_LEAST = 2
# Pieces of ASCII letters are English more than anything else, and the texts counted here have little of it. The score
# is a log probability over a hundred languages: above this stand "kitchen" and "boyfriend", below it "yesterday" (which
# is then spelled in two). All 83,000 would cost 45 MB more.
ASCII_SCORE = -13.5
# Every third text is counted in small letters and without accents: enough to see which pieces such typing uses.
TYPED_SHARE = 3
# Letters that Vietnamese text meets beyond its own: names, units and formulas.
LETTER_NAMES = ("LATIN", "GREEK")
SLICE = 2000  # characters of a law that are cut into pieces at a time
BATCH = 2000  # texts

Counts = NDArray[np.int64]


def main() -> None:
    """Counts, chooses, writes, and says how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with viwiki_all and laws")
    parser.add_argument("--output", type=Path, default=Path("embeddings") / "builtin" / FILE_NAME)
    arguments = parser.parse_args()
    vocabulary = read_q4(weights_path(), WEIGHTS_SHA256).vocabulary
    tokenizer = unigram_tokenizer(vocabulary, range(len(vocabulary.pieces)))
    size = len(vocabulary.pieces)
    written = counted(tokenizer, texts_of(arguments.data), size)
    typed = counted(tokenizer, as_typed(texts_of(arguments.data)), size)
    kept = (written >= SEEN_AT_LEAST) | (typed >= SEEN_AT_LEAST) | needed_anyway(vocabulary, tokenizer)
    ids = np.flatnonzero(kept).tolist()
    arguments.output.write_bytes(pack(ids, size))
    print(f"{len(ids)} of {size} pieces; {arguments.output.stat().st_size} bytes in {arguments.output}")


def texts_of(data: Path) -> Iterator[str]:
    """Wikipedia paragraphs with their titles, then the laws, in NFC."""
    with gzip.open(data / "viwiki_all" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield unicodedata.normalize("NFC", f"{row['title']}\n{row.get('section') or ''}\n{row['text']}")
    for path in sorted((data / "laws").glob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        yield from (text[start : start + SLICE] for start in range(0, len(text), SLICE))


def as_typed(texts: Iterator[str]) -> Iterator[str]:
    """Some of the texts in the ways that people type: small letters, no accents, and both."""
    for text in islice(texts, 0, None, TYPED_SHARE):
        yield from (text.lower(), without_accents(text), without_accents(text.lower()))


def without_accents(text: str) -> str:
    """`Đường` to `Duong`."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return "".join(letters).replace("đ", "d").replace("Đ", "D")


def counted(tokenizer: Tokenizer, texts: Iterator[str], size: int) -> Counts:
    """How often each piece is used in `texts`."""
    counts = np.zeros(size, np.int64)
    while batch := list(islice(texts, BATCH)):
        encoded = tokenizer.encode_batch_fast(batch, add_special_tokens=False)
        counts += np.bincount(list(chain.from_iterable(one.ids for one in encoded)), minlength=size)
    return counts


def needed_anyway(vocabulary: Vocabulary, tokenizer: Tokenizer) -> NDArray[np.bool_]:
    """Marks, the prompts (without `▁passage` a vector is .02 of cosine off), letters and signs, and English."""
    needed = np.array(
        [
            is_letter_or_sign(piece) or (is_ascii(piece) and score >= ASCII_SCORE)
            for piece, score in zip(vocabulary.pieces, vocabulary.scores, strict=True)
        ]
    )
    needed[list(tokenizer.get_added_tokens_decoder())] = True
    for prompt in PROMPTS.values():
        needed[tokenizer.encode(prompt).ids] = True
    return needed


def is_letter_or_sign(piece: str) -> bool:
    """Single letters of the Latin and Greek kind, digits, punctuation and symbols, alone or at a word's start."""
    letter = piece.removeprefix(WORD_MARK) or WORD_MARK
    return len(letter) == 1 and (
        unicodedata.category(letter)[0] in "NPS" or unicodedata.name(letter, "").startswith(LETTER_NAMES)
    )


def is_ascii(piece: str) -> bool:
    """Whether a piece has ASCII characters only, its word mark aside."""
    return piece.removeprefix(WORD_MARK).isascii()


if __name__ == "__main__":
    main()
