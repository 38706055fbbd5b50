"""What do the indexes need to know of documents?

Columns of documents, passages and sentences; who reads them out of the library is another's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from qa.types import Source


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One document as it was kept at one time: its row number, never given twice, and its seal."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What an answer needs to know of its document. `display_title` is its title or its opening words; `pages` are the
    offsets at which its pages begin.
    """

    version: DocumentVersion
    id: str
    display_title: str
    source: Source
    sha256: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """Documents, passages and sentences, as columns.

    Sentences stand in document order, passage by passage, so a sentence's neighbours in the arrays are its neighbours
    in the text where they share a passage. `passage_of` and `document_of` are positions in the columns of passages and
    documents. Passages are kept as text and sentences as places in them, so that whatever is shown is a slice.
    `passage_headings` are the headings that a passage stands under, outermost first; `passage_margins` the document's
    text right before and right behind it, and `passage_astral` how many characters before it take two UTF-16 units,
    which citations tell.
    """

    documents: tuple[DocumentHead, ...]
    document_of: NDArray[np.int32]
    passage_starts: NDArray[np.int64]
    passage_texts: tuple[str, ...]
    passage_headings: tuple[tuple[str, ...], ...]
    passage_margins: tuple[tuple[str, str], ...]
    passage_astral: NDArray[np.int64]
    passage_of: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self.starts)

    def document(self, position: int) -> DocumentHead:
        """The document that the sentence at this position stands in."""
        return self.documents[int(self.document_of[self.passage_of[position]])]

    def headings(self, position: int) -> tuple[str, ...]:
        """The headings that the sentence at this position stands under, outermost first."""
        return self.passage_headings[int(self.passage_of[position])]

    def context(self, passage: int) -> str:
        """What a passage is about, as its document tells: the title and the nearest heading."""
        title = self.documents[int(self.document_of[passage])].source.title or ""
        return " ".join((title, *self.passage_headings[passage][-1:]))

    def text(self, position: int) -> str:
        """The sentence at this position."""
        return self.slice(position, int(self.starts[position]), int(self.ends[position]))

    def slice(self, position: int, start: int, end: int) -> str:
        """The document's text from `start` to `end`, both within the passage of the sentence at this position."""
        passage = int(self.passage_of[position])
        first = int(self.passage_starts[passage])
        return self.passage_texts[passage][start - first : end - first]


def joined(parts: Sequence[Units]) -> Units:
    """The units of all parts, one behind the other; none at all where there are no parts."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        none = np.empty(0, np.int64)
        return Units((), none.astype(np.int32), none, (), (), (), none, none.astype(np.int32), none, none)
    document_base = np.cumsum([0] + [len(part.documents) for part in parts])
    passage_base = np.cumsum([0] + [len(part.document_of) for part in parts])
    return Units(
        tuple(chain.from_iterable(part.documents for part in parts)),
        np.concatenate([part.document_of + base for part, base in zip(parts, document_base, strict=False)]).astype(
            np.int32
        ),
        np.concatenate([part.passage_starts for part in parts]),
        tuple(chain.from_iterable(part.passage_texts for part in parts)),
        tuple(chain.from_iterable(part.passage_headings for part in parts)),
        tuple(chain.from_iterable(part.passage_margins for part in parts)),
        np.concatenate([part.passage_astral for part in parts]),
        np.concatenate([part.passage_of + base for part, base in zip(parts, passage_base, strict=False)]).astype(
            np.int32
        ),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
    )
