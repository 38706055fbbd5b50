"""Which lines does a text have, and which sentences are in each?"""

from dataclasses import dataclass
from functools import cached_property

from qa.retrieval.indexed_sentence import IndexedPassage
from qa.text.lines.lead_ins import announces_list
from qa.text.lines.list_markers import ListMarker, list_marker
from qa.text.lines.question_lines import answer_label, asks_question, question_label

# Of an item in a web page, whose bullet or number is not in the text.
_UNMARKED = ListMarker("item")


@dataclass(frozen=True)
class Line:
    """A line or paragraph: the sentences `first` to `last` of its passage. `is_apart` is whether a blank line is before
    it, `is_item` whether it is an item by the file's markup.
    """

    first: int
    last: int
    text: str
    is_apart: bool
    is_item: bool = False

    @cached_property
    def marker(self) -> ListMarker | None:
        """The marker of the list item that it begins."""
        return list_marker(self.text) or (_UNMARKED if self.is_item else None)

    @cached_property
    def announces_list(self) -> bool:
        """Whether its last sentence leads into a list."""
        return announces_list(self.text)

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question in a text of questions and answers."""
        return bool(question_label(self.text)) or (asks_question(self.text) and not answer_label(self.text))

    @cached_property
    def answers(self) -> bool:
        """Whether a label says that an answer begins here."""
        return bool(answer_label(self.text))


def lines_of(passage: IndexedPassage) -> list[Line]:
    """The lines of a passage, in order; every sentence is in one."""
    borders = [0]
    apart = [False]
    for index in range(1, len(passage)):
        gap = passage.slice(passage.ends[index - 1], passage.starts[index])
        breaks = gap.count("\n") or gap.count("\r")
        if breaks:
            borders.append(index)
            apart.append(breaks > 1)
    ends = [*borders[1:], len(passage)]
    items = {index for index, is_item in enumerate(passage.is_item) if is_item}
    return [
        Line(first, end - 1, passage.slice(passage.starts[first], passage.ends[end - 1]), is_apart, first in items)
        for first, end, is_apart in zip(borders, ends, apart, strict=True)
    ]
