"""Which data does a sentence in the index have?

A sentence is a slice of its passage, and the passage has what ranking and citing need: text, neighbours, headings,
document. All offsets are code points of the document's text.
"""

from dataclasses import dataclass

from qa.library.read_models.document_head import DocumentHead


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPassage:
    """A passage with its sentences, which have the positions from `first` on.

    `number` is the number of the passage in its view. The passage begins at `start`; sentence i is from `starts[i]` to
    `ends[i]`. `headings` are those above it, the outermost first, and begin at `heading_starts`; `margins` are the
    document's text right before and right after it; `astral` is the number of characters before it that take two
    UTF-16 units. `is_item` is whether each sentence is in a list by the file's markup, empty if that is not known.
    """

    document: DocumentHead
    number: int
    first: int
    start: int
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    headings: tuple[str, ...]
    heading_starts: tuple[int, ...]
    margins: tuple[str, str]
    astral: int
    is_item: tuple[bool, ...] = ()

    def __len__(self) -> int:
        """How many sentences it has."""
        return len(self.starts)

    @property
    def context(self) -> str:
        """What the passage is about: the document's title and the nearest heading."""
        return " ".join((self.document.source.title or "", *self.headings[-1:]))

    def slice(self, start: int, end: int) -> str:
        """The document's text from `start` to `end`, both within this passage."""
        return self.text[start - self.start : end - self.start]

    def sentence_text(self, index: int) -> str:
        """The text of the sentence with this index; empty where there is none."""
        return self.slice(self.starts[index], self.ends[index]) if 0 <= index < len(self.starts) else ""


@dataclass(frozen=True, slots=True)
class IndexedSentence:
    """One sentence: `index` counts the sentences of its passage from 0."""

    passage: IndexedPassage
    index: int

    @property
    def position(self) -> int:
        """Its position in its view."""
        return self.passage.first + self.index

    @property
    def start(self) -> int:
        """Where it begins in its document."""
        return self.passage.starts[self.index]

    @property
    def end(self) -> int:
        """Where it ends in its document."""
        return self.passage.ends[self.index]

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.passage.sentence_text(self.index)

    @property
    def before(self) -> str:
        """The sentence before it in its passage; empty if it is the first."""
        return self.passage.sentence_text(self.index - 1)

    @property
    def behind(self) -> str:
        """The sentence after it in its passage; empty if it is the last."""
        return self.passage.sentence_text(self.index + 1)

    @property
    def titled_text(self) -> str:
        """The sentence with the document's title and the nearest heading in front."""
        return f"{self.passage.context} {self.text}"
