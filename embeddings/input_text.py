"""What of a text does a model read?"""

import unicodedata
from bisect import bisect_right

# E5 was trained with these in front of every text (Wang et al. 2024, "Multilingual E5 Text Embeddings").
QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "


def model_text(text: str) -> str:
    """NFC; and half a surrogate pair, which JSON can smuggle in and no tokenizer takes, becomes a question mark."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode("utf-8")


def offset_in(text: str, offset: int) -> int:
    """Where in `text` an offset in its `model_text` stands: behind all marks of the letter before it."""
    return bisect_right(range(len(text) + 1), offset, key=lambda end: len(model_text(text[:end]))) - 1
