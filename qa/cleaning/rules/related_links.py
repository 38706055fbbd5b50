"""Where does an article end and the links to other articles begin?"""

from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.types import SpanKind

# Lines that stand alone above links. No article has such a title, and none has such a line in its text.
_SURE_LABELS = frozenset({
    "tin bài liên quan", "tin liên quan", "bài liên quan", "bài viết liên quan", "các bài liên quan",
    "tin, bài liên quan", "các tin liên quan", "các bài viết liên quan", "nội dung liên quan", "chủ đề liên quan",
    "có thể bạn quan tâm", "bạn có thể quan tâm", "có thể bạn cũng quan tâm", "các tin bài khác", "các tin khác",
    "tin bài khác", "tin khác", "các bài viết khác", "bài viết khác", "các bài khác", "tin cùng chuyên mục",
    "bài cùng chuyên mục", "cùng chuyên mục", "tin mới nhất", "tin đọc nhiều", "bài đọc nhiều", "đọc nhiều nhất",
    "tin nổi bật", "bài viết mới nhất", "bài mới nhất", "tin xem nhiều", "xem nhiều nhất", "tin cùng chủ đề",
    "bài viết cùng chủ đề", "cùng chủ đề", "tin tức liên quan", "đừng bỏ lỡ", "tin tức khác", "có thể bạn muốn đọc",
    "chủ đề tương tự", "bài viết tương tự",
    "bài viết nổi bật", "tin cũ hơn", "tin mới hơn", "các tin mới hơn", "các tin cũ hơn", "các tin đã đưa",
    "tin đã đưa",
})  # fmt: skip
# These also head ordinary paragraphs and lists, so they count only if headlines follow.
_DOUBTFUL_LABELS = frozenset({
    "đọc nhiều", "xem nhiều", "xem thêm", "đọc thêm", "multimedia", "video", "ảnh", "infographic", "media", "podcast",
    "mới nhất", "nổi bật", "tin mới", "tiêu điểm", "liên quan", "đọc tiếp", "tin tức",
})  # fmt: skip
_LONGEST_LABEL = 50  # characters, signs and all
_SIGNS_AROUND = " :.»>…|<«•-–"

_SHORTEST_HEADLINE = 4  # words
_LONGEST_HEADLINE = 200  # characters
_FEWEST_HEADLINES = 2
_WINDOW = 60  # lines
_HEADLINES_IN_A_TAIL = 0.8  # below a doubtful label; the rest are dates, sections and the like
# A box of links within an article ends where the article goes on, which takes this many paragraphs in a row, each at
# least this long: between two headlines of other articles there is at most one, the opening of an article.
_PARAGRAPHS_OF_AN_ARTICLE = 3
_SHORTEST_PARAGRAPH = 200
# Below nothing but headlines, two paragraphs in a row behind a blank line will do: they are no openings.
_PARAGRAPHS_BELOW_HEADLINES = 2
_SHORTEST_SENTENCE = 8  # words


def related_tails(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Headlines, openings and captions of other articles, from their label to the end of the page."""
    index, has_article = 0, False
    while index < len(page.lines):
        if has_article and _starts_tail(page, index):
            end = _end_of_tail(page, index + 1)
            yield from ((line, SpanKind.RELATED) for line in range(index, end))
            index = end
            continue
        if is_sure_label(page.lines[index]):
            yield index, SpanKind.RELATED  # a menu above the article, not a box of links
        elif page.kinds[index] is None and page.lines[index].is_closed:
            has_article = True
        index += 1


def is_sure_label(line: Line) -> bool:
    """Whether the line announces links, and can mean nothing else."""
    return _label(line) in _SURE_LABELS


def _label(line: Line) -> str:
    # A wiki heading is judged by its section, and no label is longer than this.
    is_wiki_heading = line.level > 0 and line.key.startswith("=")
    return "" if is_wiki_heading or len(line.key) > _LONGEST_LABEL else line.folded.strip(_SIGNS_AROUND)


def _starts_tail(page: Page, index: int) -> bool:
    label = _label(page.lines[index])
    return label in _SURE_LABELS or (label in _DOUBTFUL_LABELS and _is_above_headlines(page, index))


def _is_above_headlines(page: Page, label: int) -> bool:
    """Whether the line above is closed, and nearly all of the next lines are headlines.

    Looking at a window only keeps the work linear in the length of the page.
    """
    if not page.lines[label - 1].is_closed:
        return False
    window = range(label + 1, min(label + 1 + _WINDOW, len(page.lines)))
    below = [page.lines[index] for index in window if page.kinds[index] is None]
    headlines = sum(map(_is_headline, below))
    return headlines >= _FEWEST_HEADLINES and headlines >= _HEADLINES_IN_A_TAIL * len(below)


def _is_headline(line: Line) -> bool:
    return not line.is_closed and line.word_count >= _SHORTEST_HEADLINE and len(line.key) <= _LONGEST_HEADLINE


def _end_of_tail(page: Page, start: int) -> int:
    """Where the article goes on, or the end of the page."""
    long = short = 0
    only_headlines = True
    for index in range(start, len(page.lines)):
        line = page.lines[index]
        is_paragraph = line.is_closed and page.kinds[index] is None
        only_headlines = only_headlines and (is_paragraph or short == 0)
        long = long + 1 if is_paragraph and len(line.key) >= _SHORTEST_PARAGRAPH else 0
        short = short + 1 if is_paragraph and line.word_count >= _SHORTEST_SENTENCE else 0
        if long == _PARAGRAPHS_OF_AN_ARTICLE:
            return index - long + 1
        first = index - short + 1
        if only_headlines and short == _PARAGRAPHS_BELOW_HEADLINES and page.lines[first].after_blank and first > start:
            return first
    return len(page.lines)
