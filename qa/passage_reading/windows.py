"""Which parts of which passages are read?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.reader.passage_reader import PassageText
from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence

# About 170 tokens, as the windows that the reader learned from. Time grows with the length.
MOST_CHARACTERS = 640
# Among so many the right sentence is for 99 of 100 questions of xquad_vi and 92 of mlqa_dev_vi; each takes 20 ms of a
# core.
MOST_WINDOWS = 5


@dataclass(frozen=True, slots=True)
class Window:
    """The sentences of `passage` with the indexes `first` up to `end`, without it."""

    passage: IndexedPassage
    first: int
    end: int

    def __contains__(self, sentence: IndexedSentence) -> bool:
        return sentence.passage.number == self.passage.number and self.first <= sentence.index < self.end

    @property
    def text(self) -> PassageText:
        """What the reader gets."""
        sentences = tuple(self.passage.sentence_text(index) for index in range(self.first, self.end))
        return PassageText(self.passage.document.display_title, sentences)


def windows(sentences: Iterable[IndexedSentence]) -> list[Window]:
    """At most `MOST_WINDOWS` around `sentences`, the best first; none around one that stands in an earlier window."""
    found: list[Window] = []
    for sentence in sentences:
        if len(found) == MOST_WINDOWS:
            break
        if not any(sentence in window for window in found):
            found.append(_around(sentence))
    return found


def _around(sentence: IndexedSentence) -> Window:
    """As many sentences before it as behind it, as long as they fit."""
    passage = sentence.passage
    lengths = [end - start for start, end in zip(passage.starts, passage.ends, strict=True)]
    first, end = sentence.index, sentence.index + 1
    room = MOST_CHARACTERS - lengths[sentence.index]
    while True:
        before, behind = first > 0 and lengths[first - 1] <= room, end < len(passage) and lengths[end] <= room
        if before and (sentence.index - first < end - sentence.index or not behind):
            first -= 1
            room -= lengths[first]
        elif behind:
            room -= lengths[end]
            end += 1
        else:
            return Window(passage, first, end)


def window_of(sentence: IndexedSentence, found: Sequence[Window]) -> int | None:
    """The first window that it stands in."""
    return next((number for number, window in enumerate(found) if sentence in window), None)
