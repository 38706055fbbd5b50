"""What reads a question and a text together and says how well they match?"""

from collections.abc import Sequence
from typing import Protocol

from embeddings.encoder import FloatArray


class Reranker(Protocol):
    """Anything that scores texts against a question; it must be callable from several threads."""

    def scores(self, question: str, texts: Sequence[str]) -> FloatArray:
        """One score a text, (texts,), higher is better; comparable within one question only."""
        ...
