"""Which lines are headings, and of which rank?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from qa.cleaning.lines import Line, Page
from qa.types import SpanKind

# `Điều 5.`, `Điều 5a:`, `Điều 5.[1]` with the mark of a footnote, `Điều 5.Tên`.
_ARTICLE = re.compile(r"điều\s+(\d{1,6})([a-zđ]?)(?:\s*+[.:](?!\d)|(?=\s|\[|$))(?:\s*+\[\d{1,3}\])*+[.:]?\s*")
# Parts of a law, the outermost first; the rank is the position in this list, from 1.
_PARTS = (
    re.compile(r"phần\s+(?:thứ\s+\w+(?: \w+)?|[ivxlc]+|\d+)\b[.:]?.*"),
    re.compile(r"chương\s+(?:[ivxlc]+|\d+)\b[.:]?.*"),
    re.compile(r"mục\s+(?:[ivxlc]+|\d+)\b[.:]?.*"),
    re.compile(r"tiểu mục\s+(?:[ivxlc]+|\d+)\b[.:]?.*"),
)
_ARTICLE_NUMBER = re.compile(r"\S+\s+\d+\w?(?:\s*+[.:])?(?:\s*+\[\d{1,3}\])*+[.:]?")
RANK_OF_ARTICLES = len(_PARTS) + 1
_BARE_PART = re.compile(r"(?:phần|chương|mục|tiểu mục)\s+(?:thứ\s+\w+(?: \w+)?|[ivxlc]+|\d+)[.:]?")
_LONGEST_PART = 200  # characters
_FEWEST_ARTICLES = 2
# A heading right above a picture or a table also heads the text after it.
_BELOW_A_HEADING = frozenset({None, SpanKind.LIST, SpanKind.HEADING, SpanKind.QUOTE, SpanKind.MEDIA})

# `1.2. Phạm vi`, `II. NGHỈ PHÉP`: the number's form gives the rank.
_NUMBERED = re.compile(
    r"(?:(?P<roman>[IVX]{1,5})|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}))(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s+(?=[^\W\d_])"
)
_QUESTION = re.compile(r"(?:hỏi|câu(?: hỏi)?(?: \d{1,3})?|\d{1,3})\s*[:.)]\s.*\?")
_LONGEST_HEADING = 100
_LONGEST_CAPITALS = 12  # words
_LINES_OF_CAPITALS = 2  # of one heading
# What a notice asks of its readers.
_NOTICE = re.compile(r"(?:nghiêm )?cấm\b|không (?:được|phận sự)|lưu ý|chú ý|yêu cầu|đề nghị|xin|vui lòng|hãy|phải\b")
_LONGEST_PLAIN = 12  # words
_TIMES_LONGER = 2  # the paragraph below a heading that has no mark of its own


def law_headings(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """`Chương VII` and its name on the next line, `Mục 1. …`, `Điều 105. Giờ làm việc`, in a text with articles."""
    if not is_law(page):
        return
    for index in page.undecided():
        line = page.lines[index]
        if _ARTICLE.match(line.folded):
            if not line.is_closed:
                yield index, SpanKind.HEADING
        elif rank_of_part(line):
            yield index, SpanKind.HEADING
            below = index + 1
            if _BARE_PART.fullmatch(line.folded) and below < len(page.lines) and _is_name(page.lines[below]):
                yield below, SpanKind.HEADING


def plain_headings(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Numbered lines, lines in capitals, questions that are answered below, and short lines above long paragraphs."""
    if is_law(page):
        return  # a law's headings are explicit
    for index in page.undecided():
        line = page.lines[index]
        if index + 1 == len(page.lines) or page.kinds[index + 1] not in _BELOW_A_HEADING:
            continue
        if _is_asked(line, page.lines[index + 1]) or (_may_head(line) and _heads(page, index, page.lines[index + 1])):
            yield index, SpanKind.HEADING


def _is_asked(line: Line, below: Line) -> bool:
    """Whether it is a question of a list of them, with its answer below: `Hỏi: …?`, `Câu 3. …?`, `4. …?`."""
    return _QUESTION.fullmatch(line.folded) is not None and not below.key.endswith("?")


def heading_ends(page: Page) -> dict[int, int]:
    """The offset at which `Điều 5.` ends, by line index, for articles whose text follows on the same line."""
    if not is_law(page):
        return {}
    ends = {}
    for index in page.undecided():
        line = page.lines[index]
        if found := _ARTICLE.match(line.folded):
            text = page.text[line.start : line.end]
            # The key may be of another Unicode form than the text, so its offsets do not hold there.
            number = _ARTICLE_NUMBER.match(text)
            if number and found.end() < len(line.folded):
                ends[index] = line.start + len(number[0])
    return ends


def is_law(page: Page) -> bool:
    """Whether the text has articles in rising order, or one in a chapter."""
    numbers = [int(found[1]) for line in page.lines if (found := _ARTICLE.match(line.folded))]
    rising = sum(later == earlier + 1 for earlier, later in pairwise(numbers))
    if rising >= _FEWEST_ARTICLES - 1:
        return 2 * rising >= len(numbers) - 1
    return bool(numbers) and any(map(rank_of_part, page.lines))


def rank_of(page: Page, index: int) -> int:
    """The rank of a heading, 1 for the outermost. Ranks can be compared within one text only."""
    line, mark = page.lines[index], page.mark_at(index)
    marked_level = (mark.level if mark else 0) or line.level
    return marked_level or _rank_in_law(page, index) or _rank_by_signs(line)


def _rank_in_law(page: Page, index: int) -> int:
    line = page.lines[index]
    if _ARTICLE.match(line.folded):
        return RANK_OF_ARTICLES
    rank = rank_of_part(line)
    if not rank and index and page.kinds[index - 1] is SpanKind.HEADING:
        above = page.lines[index - 1]
        rank = rank_of_part(above) if _BARE_PART.fullmatch(above.folded) else 0  # the name of a part has its rank
    return rank


def _rank_by_signs(line: Line) -> int:
    if numbered := _NUMBERED.match(line.key):
        return 1 if numbered["roman"] else 2 + numbered["number"].count(".")
    return 1 if line.key.isupper() else RANK_OF_ARTICLES + 1


def rank_of_part(line: Line) -> int:
    """The rank of a part of a law; 0 for any other line."""
    if len(line.key) > _LONGEST_PART or line.is_closed or not line.key[0].isupper():
        return 0
    return next((rank for rank, part in enumerate(_PARTS, start=1) if part.fullmatch(line.folded)), 0)


def _is_name(line: Line) -> bool:
    return not line.is_closed and len(line.key) <= _LONGEST_PART and not _ARTICLE.match(line.folded)


def _may_head(line: Line) -> bool:
    return (
        len(line.key) <= _LONGEST_HEADING
        and not line.in_cell
        and not line.is_closed
        and not line.key.endswith((",", ";", ":"))
        and (line.key[0].isupper() or line.key[0].isdigit())
    )


def _heads(page: Page, index: int, below: Line) -> bool:
    line = page.lines[index]
    if line.key.isupper() and 1 < line.word_count <= _LONGEST_CAPITALS and not any(map(str.isdigit, line.key)):
        return not _NOTICE.match(line.folded) and _is_above_text(page, index)
    if numbered := _NUMBERED.match(line.key):
        # An item of a list has items around it; a heading has text below it.
        if any(_rank_in_list(numbered) == _rank_in_list(other) for other in _numbered_beside(page, index)):
            return False
        return below.is_closed or _NUMBERED.match(below.key) is not None
    return (
        line.word_count <= _LONGEST_PLAIN
        and ":" not in line.key
        and not any(map(str.isdigit, line.key))
        and index > 0
        and below.is_closed
        and len(below.key) >= _TIMES_LONGER * len(line.key)
        and _is_above(page, index)
    )


def _numbered_beside(page: Page, index: int) -> Iterator[re.Match[str]]:
    """The numbers of the lines right above and below."""
    for beside in (index - 1, index + 1):
        if 0 <= beside < len(page.lines) and (numbered := _NUMBERED.match(page.lines[beside].key)):
            yield numbered


def _rank_in_list(numbered: re.Match[str]) -> int:
    return 0 if numbered["roman"] else 1 + numbered["number"].count(".")


def _is_above_text(page: Page, index: int) -> bool:
    """Whether other text than capitals begins within the lines of one heading; a notice is in capitals to its end."""
    below = page.lines[index + 1 : index + 1 + _LINES_OF_CAPITALS]
    return any(not line.key.isupper() for line in below)


def _is_above(page: Page, index: int) -> bool:
    """Whether the text before this line has ended: the rest of a broken line is no heading."""
    above = page.lines[index - 1]
    return above.is_closed or page.kinds[index - 1] is not None
