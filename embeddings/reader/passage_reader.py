"""Where in a passage does the answer start and end, and is it there at all?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.encoder import FloatArray


@dataclass(frozen=True, slots=True)
class PassageText:
    """What is read: the title of the document and consecutive sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """A sentence's tokens: `starts` and `ends` in its characters, and `scores` (tokens, 2), the logarithms of how much
    more likely the answer starts and ends there than that the passage does not answer. All are comparable between
    passages.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    scores: FloatArray


class PassageReader(Protocol):
    """Anything that reads; it must be callable from several threads."""

    def read(self, question: str, passages: Sequence[PassageText]) -> list[list[SentenceScores]]:
        """The scores of every sentence of every passage, in order. A sentence that was cut off has fewer tokens."""
        ...
