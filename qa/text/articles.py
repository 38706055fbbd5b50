"""In which passages does each article (Điều) of a law stand?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.text.lookalikes import composed

_HEADING = re.compile(r"\s*+[đð]iều\s++(\d{1,6}[a-zđ]?)(?!\w)", re.IGNORECASE)
# "Điều 4." at the beginning of a line, where it was not taken for a heading; a quoted one has a quotation mark before.
_LINE = re.compile(r"[ĐÐ]i(?:ề|ê\u0300|e\u0302\u0300)u[ \xa0](\d{1,6}[a-zđ]?)(?:[.:]|(?=[\r\n]))", re.IGNORECASE)

# Where it ends at the latest: "Chương II.", "Mục 3: TÊN".
_PART = re.compile(r"(?:Chương|Phần|Tiểu mục|Mục)[ \xa0](?:[IVXLC]{1,6}|\d{1,3}|thứ)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleRange:
    """An article that stands in the passages from `first` to `last` of a sequence: from the offset `start` in the first
    to `end` in the last. `heading` is the end of its number, "Điều 4.", where that is in the passage itself.
    """

    number: str
    first: int
    start: int
    last: int
    end: int
    heading: int | None = None


def article_number(heading: str) -> str | None:
    """The number of an article by its heading, in lower case: "5a" for "Điều 5a. Phí"; None for other headings."""
    found = _HEADING.match(composed(heading))
    return found[1].lower() if found else None


def article_ranges(passages: Iterable[tuple[Sequence[str], str]]) -> Iterator[ArticleRange]:
    """The articles in a document's passages, each given with the headings above it and its text.

    A heading makes an article, of all passages below it in a row; in passages that are in no such article, a line that
    begins with "Điều 4." does.
    """
    begun: _Begun | None = None
    last_text = ""
    above: Sequence[str] = ()
    index = -1
    for index, (headings, text) in enumerate(passages):
        number = next(filter(None, map(article_number, reversed(headings))), None)
        if begun and headings != above:
            yield begun.until(index - 1, len(last_text))
            begun = None
        if number and not begun:
            begun = _Begun(number, index, 0, None)
        for line in () if number else _lines(text):
            if begun:
                ends = (index, line.start()) if line.start() else (index - 1, len(last_text))
                yield begun.until(*ends)
            is_article = line.re is _LINE
            begun = _Begun(line[1].lower(), index, line.start(), line.end()) if is_article else None
        above, last_text = headings, text
    if begun:
        yield begun.until(index, len(last_text))


@dataclass(frozen=True, slots=True)
class _Begun:
    number: str
    first: int
    start: int
    heading: int | None

    def until(self, last: int, end: int) -> ArticleRange:
        return ArticleRange(self.number, self.first, self.start, last, end, self.heading)


def _lines(text: str) -> list[re.Match[str]]:
    """The lines that begin an article, and those that begin another part of a law, in order."""
    found = [*_LINE.finditer(text), *_PART.finditer(text)]
    begin = (one for one in found if not text[: one.start()].rpartition("\n")[2].strip())
    return sorted(begin, key=re.Match.start)
