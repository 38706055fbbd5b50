"""What of a text does a model read?"""

import unicodedata


def model_text(text: str) -> str:
    """NFC; and half a surrogate pair, which JSON can smuggle in and no tokenizer takes, becomes a question mark."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode("utf-8")
