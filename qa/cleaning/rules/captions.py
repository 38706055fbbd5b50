"""Which lines belong to a picture?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.types import SpanKind

# The longest credited caption of the saved pages has 164 characters. A paragraph that ends with a credit, because
# a page was saved carelessly, is mostly longer than this, and no paragraph may be lost.
LONGEST_CAPTION = 400
_SHORTEST_DOUBLED = 5  # words; shorter lines come twice in lists and in formulas that were torn apart

# A name, without a sentence's end in it; initials have points (`L. Minh`, `mod.gov.vn`).
# There is one way only to match each point: with two, forty initials would take a day.
_WHO = r"(?:[^.!?…()]|\.(?!\s|$)|(?<=\W[^\W\d_])\.(?=\s|$)|\([^()]*\)){1,80}"
_WHAT = r"(?:Nguồn ảnh|Ảnh(?: (?:tư liệu|minh h(?:ọa|oạ)|chụp|cắt từ clip|chụp màn hình))?|Photo)"
_CREDIT = rf"{_WHAT}\s*:\s*{_WHO}"
_UNNAMED = r"Ảnh (?:minh h(?:ọa|oạ)|tư liệu)"
_NAMED = r"Ảnh [A-ZĐ][^()]{1,60}"
_DRAWN_OR_FILMED = rf"(?:Đồ h(?:ọa|oạ)|Video|Clip)\s*:\s*{_WHO}"
# A credit in brackets at the end, a credit after a closed sentence or a dash, or nothing but a credit. Capitals
# matter: `Máy ảnh: 8 MP` and `hình ảnh: con hổ` are ordinary text. So is `Đồ họa: Adreno 306` outside brackets.
_CREDITED = re.compile(
    rf"(?:.*\s)?[(\[](?:{_CREDIT}|{_UNNAMED}|{_NAMED}|{_DRAWN_OR_FILMED})[)\]]\s*[.|]?"
    rf"|(?:.*[.!?…”\"]\s+|.*\s[-–—|]\s*)?{_CREDIT}\.?"
    rf"|{_UNNAMED}\.?",
    re.DOTALL,
)
_NUMBERED_ALT = re.compile(r"(.*\w[\"”’)]?)\s+-\d{1,2}", re.DOTALL)
_FIGURE = re.compile(r"(?:hình|ảnh|biểu đồ|sơ đồ)\s+\d+(?:[.-]\d+)*\s*[.:]\s+\S")
_SHORTEST_ALT = 6  # words; `Tỷ số 3 -0` and `Ubuntu -4` have fewer


def photo_credits(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Captions that name their photographer: `… (Ảnh: TTXVN)`, `…. Ảnh: Xuân Tú - PV TTXVN tại Lào`."""
    for index in page.undecided():
        line = page.lines[index]
        if _fits(line) and _names_a_picture(line.key[-120:]) and _CREDITED.fullmatch(line.key):
            yield index, SpanKind.CAPTION


def numbered_figures(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """`Hình 1. Vạch nước trong lòng nồi`; but a paragraph that begins so and ends as a sentence is text."""
    for index in page.undecided():
        line = page.lines[index]
        if _FIGURE.match(line.folded) and not line.is_closed and _fits(line):
            yield index, SpanKind.CAPTION


def doubled_lines(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """A picture's alternative text and its caption, saved as the same line twice in a row.

    Where half of a page comes twice, the page was saved twice, and its lines are no captions.
    """
    pairs = [index for index in page.undecided() if _is_doubled(page, index)]
    doubled = sum(len(page.lines[index].key) for index in pairs)
    if 4 * doubled <= sum(len(line.key) for line in page.lines):
        for index in pairs:
            yield index, SpanKind.CAPTION
            yield index + 1, SpanKind.CAPTION


def alt_texts(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """A picture's numbered alternative text, `<title> -0`, and the line below it, which is its caption.

    Pages of Nhân Dân carry them. The caption has no mark of its own, so it is only taken where the text above it is
    the title's, or where the two lines stand apart from the paragraphs.
    """
    title = _title_of(page)
    for index in page.undecided():
        line = page.lines[index]
        alt = _NUMBERED_ALT.fullmatch(line.key) if line.key[-1].isdigit() else None
        if alt is None:
            continue
        repeats_the_title = alt[1].casefold() == title
        if not repeats_the_title and line.word_count <= _SHORTEST_ALT:
            continue
        below = index + 1
        stands_apart = line.after_blank and below < len(page.lines) and page.stands_apart(index, below)
        if repeats_the_title or stands_apart or page.stands_apart(index, index):
            yield index, SpanKind.CAPTION
        if (repeats_the_title or stands_apart) and below < len(page.lines) and _is_directly_below(page, below):
            yield below, SpanKind.CAPTION


def cells_below_pictures(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """A table cell right below a picture's cell: papers set pictures and captions in little tables."""
    for index in page.undecided():
        if index and page.lines[index].in_cell and _fits(page.lines[index]) and _is_pictured(page, index - 1):
            yield index, SpanKind.CAPTION


def _is_pictured(page: Page, index: int) -> bool:
    line = page.lines[index]
    return line.in_cell and page.kinds[index] is SpanKind.MEDIA and line.key.startswith(("![", "[!["))


def _fits(line: Line) -> bool:
    return len(line.key) <= LONGEST_CAPTION


def _names_a_picture(tail: str) -> bool:
    """A cheap check before the expensive one."""
    return any(word in tail for word in ("Ảnh", "ảnh:", "ảnh :", "Đồ h", "Photo", "Video", "Clip"))


def _is_doubled(page: Page, index: int) -> bool:
    lines, key = page.lines, page.lines[index].key
    after = index + 2
    return (
        index + 1 < len(lines)
        and lines[index + 1].key == key
        and not lines[index + 1].after_blank
        and lines[index].word_count >= _SHORTEST_DOUBLED
        and _fits(lines[index])
        and (index == 0 or lines[index - 1].key != key)
        and (after >= len(lines) or lines[after].key != key)
        and (lines[index].is_closed or page.stands_apart(index, index + 1))
    )


def _title_of(page: Page) -> str:
    if page.title:
        return page.title
    marked = (line.folded for line, kind in zip(page.lines, page.kinds, strict=True) if kind is SpanKind.TITLE)
    return next(marked, "")


def _is_directly_below(page: Page, below: int) -> bool:
    return not page.lines[below].after_blank and page.kinds[below] is None and _fits(page.lines[below])
