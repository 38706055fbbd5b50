"""Which slice of a document is shown as an answer?"""

from dataclasses import dataclass

from qa.retrieval.indexed_sentence import IndexedSentence
from qa.types import Introduction

# In characters: what is longer is cut at an item, a line or a sentence. A widget shows as much on one screen.
LONGEST_ANSWER = 1_500


@dataclass(frozen=True, slots=True)
class AnswerSlice:
    """The sentences from `first` to `last`, both of the same passage, which may be a joined one. `introduction` is the
    question or the lead-in that they belong to, where it is not among them; `more_items` are the items of the list that
    follow; `is_whole` is whether it is all there is to say: a list, or the answer of a question and answer pair.
    `is_asked_for` is whether the question is about all of it, by its introduction. `around` is the list that an item is
    of, where only the item seems to be asked for, but the list might be.
    """

    first: IndexedSentence
    last: IndexedSentence
    introduction: Introduction | None = None
    more_items: int = 0
    is_whole: bool = False
    is_asked_for: bool = False
    around: "AnswerSlice | None" = None

    @property
    def text(self) -> str:
        """The slice."""
        return self.first.passage.slice(self.first.start, self.last.end)

    def __contains__(self, sentence: IndexedSentence) -> bool:
        """Whether the sentence of any passage is in it."""
        return self._is_same_document(sentence) and self.first.start <= sentence.start and sentence.end <= self.last.end

    def covers(self, sentence: IndexedSentence) -> bool:
        """Whether a whole answer says what this sentence says: it is in it, or introduces it."""
        return sentence in self or (self.is_whole and self.introduced_by(sentence))

    def introduced_by(self, sentence: IndexedSentence) -> bool:
        """Whether the sentence is, or is in, its introduction."""
        above = self.introduction
        return (
            above is not None
            and self._is_same_document(sentence)
            and above.start <= sentence.start
            and sentence.end <= above.start + len(above.text)
        )

    def _is_same_document(self, sentence: IndexedSentence) -> bool:
        return sentence.passage.document.version == self.first.passage.document.version
