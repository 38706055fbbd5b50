"""What is the whole answer, given its best sentence?

A sentence that leads into a list is shown with its items; an item with its lead-in, or the whole list if that is asked
for; a question of the document is answered by what follows it. Any other sentence is an answer by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qa.answering.spans.answer_slice import LONGEST_ANSWER, AnswerSlice
from qa.answering.spans.asked_for import AskedFor
from qa.answering.spans.lines import Line, lines_of
from qa.answering.spans.lists import ListLines, list_around, list_below
from qa.answering.spans.pairs import Pair, pairs_in
from qa.retrieval.indexed_sentence import IndexedPassage, IndexedSentence
from qa.retrieval.joined_passage import joined_passage
from qa.retrieval.search_engine import SearchView
from qa.text.lines.lead_ins import is_lead_in
from qa.text.lines.question_lines import asks_question, question_label
from qa.types import Introduction, IntroductionKind

# In characters: an answer to a question of the document that is no longer is always shown whole.
_SHORT_ANSWER = 600

# In passages before and after the sentence: with the shortest passages, four times the longest answer.
_REACH = 20

# The share of the question's words that a question of the document must have to be the same.
_SAME_QUESTION = 0.6


def answer_slice(view: SearchView, sentence: IndexedSentence, asked: AskedFor) -> AnswerSlice | None:
    """The slice to show for a sentence of the view. None if the sentence is a question or a lead-in that nothing
    follows: it answers nothing.
    """
    passages = view.passages_around(sentence.position, _REACH)
    found = whole_answer(*joined_passage(passages, sentence), asked)
    return None if found is None else next((_within(found, one) for one in passages if _holds(one, found)), found)


def _holds(passage: IndexedPassage, found: AnswerSlice) -> bool:
    return found.first.start in passage.starts and found.last.end in passage.ends


def _within(found: AnswerSlice, passage: IndexedPassage) -> AnswerSlice:
    """The slice as one of a passage that is not joined, whose other sentences are its context in a citation."""
    first, last = passage.starts.index(found.first.start), passage.ends.index(found.last.end)
    return replace(found, first=IndexedSentence(passage, first), last=IndexedSentence(passage, last))


def whole_answer(passage: IndexedPassage, index: int, asked: AskedFor) -> AnswerSlice | None:
    """The same for the sentence `index` of a passage, which has all the text that may be shown."""
    found = _Surroundings(passage, index, asked).answer()
    return None if found is not None and is_lead_in(found.text) else found


@dataclass(frozen=True)
class _Surroundings:
    """The text around a sentence, and the index of the sentence in it."""

    passage: IndexedPassage
    index: int
    asked: AskedFor

    @cached_property
    def lines(self) -> Sequence[Line]:
        return lines_of(self.passage)

    @cached_property
    def sentences(self) -> Sequence[str]:
        return [self.passage.sentence_text(index) for index in range(len(self.passage))]

    @cached_property
    def at(self) -> int:
        """The line of the sentence."""
        return next(number for number, line in enumerate(self.lines) if line.first <= self.index <= line.last)

    @property
    def sentence(self) -> str:
        return self.sentences[self.index]

    @property
    def heading(self) -> str:
        return self.passage.headings[-1] if self.passage.headings else ""

    def answer(self) -> AnswerSlice | None:
        pair = next((one for one in pairs_in(self.lines, self.sentences, self.heading) if self.index in one), None)
        if pair is not None and (pair.answer is None or self._is_whole(pair)):
            return self._answer_of(pair)
        return self._list_or_sentence(pair)

    def _is_whole(self, pair: Pair) -> bool:
        """Whether all of the answer is shown: if the question is the one that was asked, or the answer is short."""
        assert pair.answer is not None  # noqa: S101 - the caller has looked
        first, last = pair.answer
        if self.index < first:
            return True
        length = self.passage.ends[last] - self.passage.starts[first]
        is_asked = self.asked.is_about(self._question_of(pair).text, self.sentence)
        return length <= _SHORT_ANSWER or (is_asked and self._cut(first, last) >= self.index)

    def _answer_of(self, pair: Pair) -> AnswerSlice | None:
        if pair.answer is None:
            return None
        first, last = pair.answer
        question = self._question_of(pair)
        found = self._slice(first, self._cut(first, last), question, is_whole=True)
        return replace(found, is_asked_for=self.asked.share_in(question.text) >= _SAME_QUESTION)

    def _question_of(self, pair: Pair) -> Introduction:
        return (
            self._heading(IntroductionKind.QUESTION)
            if pair.question is None
            else self._quoted(*pair.question, IntroductionKind.QUESTION)
        )

    def _list_or_sentence(self, pair: Pair | None) -> AnswerSlice | None:
        line = self.lines[self.at]
        if self.index == line.last and (found := self._list_from_here()):
            return self._list(found)
        if is_lead_in(self.sentence):
            return self._with_next_line()
        around = list_around(self.lines, self.at)
        if around:
            return self._item_or_list(around)
        if asks_question(self.sentence) and self.asked.share_in(self.sentence) >= _SAME_QUESTION:
            return self._rest_of_line(line)
        above = self._question_of(pair) if pair and self._is_structured(pair) else None
        return self._slice(self.index, self.index, above)

    def _with_next_line(self) -> AnswerSlice | None:
        """A lead-in without a list and what follows it: a sentence, or the list that the next line leads into."""
        after = self.index + 1
        if after >= len(self.sentences):
            return None
        below = list_below(self.lines, self.at + 1) if is_lead_in(self.sentences[after]) else None
        return self._list(below) if below else self._slice(self.index, after)

    def _list_from_here(self) -> ListLines | None:
        """The list that the sentence leads into, by its words or because its items were asked for."""
        line = self.lines[self.at]
        if line.announces_list or (line.marker is None and self.asked.names_list):
            return list_below(self.lines, self.at)
        return None

    def _item_or_list(self, found: ListLines) -> AnswerSlice:
        lead = None if found.lead is None else self.lines[found.lead]
        above = self._above(found)
        wanted = self.asked.may_be_list if lead else self.asked.names_list
        if wanted and self.asked.is_about(above, self.sentence):
            return self._list(found)
        item = self._slice(self.index, self.index, self._quoted(lead.last, lead.last) if lead else None)
        return replace(item, around=self._list(found)) if lead and self.asked.may_be_about(above) else item

    def _list(self, found: ListLines) -> AnswerSlice:
        first = self.lines[found.items[0][0]].first if found.lead is None else self.lines[found.lead].last
        ends = [self.lines[last].last for _, last in found.items]
        shown = max(sum(self._length(first, end) <= LONGEST_ANSWER for end in ends), 1)
        # A first item that is too long is cut, but never left out: a lead-in says nothing.
        last = max(self._cut(first, ends[shown - 1]), first + (found.lead is not None))
        above = self._heading() if found.lead is None and self.heading else None
        whole = self._slice(first, last, above, more_items=len(ends) - shown, is_whole=True)
        return replace(whole, is_asked_for=self.asked.may_be_about(self._above(found)))

    def _above(self, found: ListLines) -> str:
        """The line that leads into a list, and its heading."""
        return f"{'' if found.lead is None else self.lines[found.lead].text} {self.heading}"

    def _rest_of_line(self, line: Line) -> AnswerSlice | None:
        """What follows a question within a paragraph."""
        if self.index == line.last:
            return None
        first = self.index + 1
        question = self._quoted(self.index, self.index, IntroductionKind.QUESTION)
        return self._slice(first, self._cut(first, line.last, _SHORT_ANSWER), question, is_whole=True)

    def _is_structured(self, pair: Pair) -> bool:
        """Whether it is surely a question and its answer: a heading, or labelled."""
        return pair.question is None or bool(question_label(self.sentences[pair.question[0]]))

    def _cut(self, first: int, last: int, longest: int = LONGEST_ANSWER) -> int:
        """The last sentence to show: all if that is not too long, or else up to a line, or up to a sentence."""
        if self._length(first, last) <= longest:
            return last
        fitting = [end for end in range(first, last) if self._length(first, end) <= longest]
        lines = [line.last for line in self.lines if first <= line.last < last and line.last in fitting]
        return max(lines or fitting or [first])

    def _length(self, first: int, last: int) -> int:
        return self.passage.ends[last] - self.passage.starts[first]

    def _slice(
        self, first: int, last: int, above: Introduction | None = None, *, more_items: int = 0, is_whole: bool = False
    ) -> AnswerSlice:
        return AnswerSlice(
            IndexedSentence(self.passage, first), IndexedSentence(self.passage, last), above, more_items, is_whole
        )

    def _quoted(self, first: int, last: int, kind: IntroductionKind = IntroductionKind.LEAD_IN) -> Introduction:
        start = self.passage.starts[first]
        return Introduction(kind, self.passage.slice(start, self.passage.ends[last]), start)

    def _heading(self, kind: IntroductionKind = IntroductionKind.LEAD_IN) -> Introduction:
        return Introduction(kind, self.heading, self.passage.heading_starts[-1])
