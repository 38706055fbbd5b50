"""What do the indexes need to know of documents?

Columns of documents, passages and sentences; who reads them out of the library is another's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from qa.library.read_models.document_head import DocumentHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Documents, passages and sentences, as columns.

    Sentences stand in document order, passage by passage, so a sentence's neighbours in the arrays are its neighbours
    in the text where they share a passage. `passage_of` and `document_of` are positions in the columns of passages and
    documents. Passages are kept as text and sentences as offsets, so that whatever is shown is a slice.
    `passage_headings` are the headings that a passage stands under, outermost first, `passage_heading_starts` where
    they begin in the document; `passage_margins` the document's
    text right before and right behind it; `passage_astral` how many characters before it take two UTF-16 units, which
    the UTF-16 offsets of citations are counted from. `is_item` is whether a sentence is in a list by the file's markup.
    """

    documents: tuple[DocumentHead, ...]
    document_of: NDArray[np.int32]
    passage_starts: NDArray[np.int64]
    passage_texts: tuple[str, ...]
    passage_headings: tuple[tuple[str, ...], ...]
    passage_heading_starts: tuple[tuple[int, ...], ...]
    passage_margins: tuple[tuple[str, str], ...]
    passage_astral: NDArray[np.int64]
    passage_of: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    is_item: NDArray[np.bool_]

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
        """What a passage is about by its document: the title and the nearest heading."""
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
        return _no_units()
    document_base = np.cumsum([0] + [len(part.documents) for part in parts])
    passage_base = np.cumsum([0] + [len(part.document_of) for part in parts])
    return Units(
        documents=tuple(chain.from_iterable(part.documents for part in parts)),
        document_of=_concatenated([part.document_of for part in parts], document_base),
        passage_starts=np.concatenate([part.passage_starts for part in parts]),
        passage_texts=tuple(chain.from_iterable(part.passage_texts for part in parts)),
        passage_headings=tuple(chain.from_iterable(part.passage_headings for part in parts)),
        passage_heading_starts=tuple(chain.from_iterable(part.passage_heading_starts for part in parts)),
        passage_margins=tuple(chain.from_iterable(part.passage_margins for part in parts)),
        passage_astral=np.concatenate([part.passage_astral for part in parts]),
        passage_of=_concatenated([part.passage_of for part in parts], passage_base),
        starts=np.concatenate([part.starts for part in parts]),
        ends=np.concatenate([part.ends for part in parts]),
        is_item=np.concatenate([part.is_item for part in parts]),
    )


def _no_units() -> Units:
    positions, offsets = np.empty(0, np.int32), np.empty(0, np.int64)
    return Units(
        documents=(),
        document_of=positions,
        passage_starts=offsets,
        passage_texts=(),
        passage_headings=(),
        passage_heading_starts=(),
        passage_margins=(),
        passage_astral=offsets,
        passage_of=positions,
        starts=offsets,
        ends=offsets,
        is_item=np.empty(0, bool),
    )


def _concatenated(columns: Sequence[NDArray[np.int32]], bases: NDArray[np.int64]) -> NDArray[np.int32]:
    """Columns of positions, each moved by what stands before it."""
    moved = [column + base for column, base in zip(columns, bases, strict=False)]
    return np.concatenate(moved).astype(np.int32)
