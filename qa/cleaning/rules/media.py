"""Which lines stand for pictures, players and advertisements?"""

import re
from collections.abc import Iterator

from qa.cleaning.lines import Page
from qa.types import SpanKind

_PICTURE = re.compile(
    r"\[?!\[(?P<alt>.*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)(?:\]\([^)]*\))?|!\[\](?:\(\))?"
)
_WIKI_PICTURE = re.compile(r"\[\[(?:tập tin|hình|file|image)\s*:.*\]\]")
_LONGEST_PICTURE = 3000  # browsers and servers take no address beyond 2,000 characters; the rest is its description
_PLAYER = re.compile(
    r"(?:nghe đọc bài|nghe bài viết|nghe tin|xem video|play(?: video)?|phát|tạm dừng|tua lại|tốc độ đọc)(?:\s*[:>▶].*)?"
    r"|▶.*|\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?|mute|\[video\].*|\[img\].*\[/img\]|your browser does not support.*"
    r"|(?:video|clip|audio|podcast|infographic|inforgraphic|e-magazine)\s*[:|]\s*\S.*"
)
_LONGEST_PLAYER = 120
_ADVERT = re.compile(r"\(?(?:quảng cáo|advertisement|ads|sponsored|(?:nội dung |được )?tài trợ|bài viết tài trợ)\)?:?")
_OFFER = re.compile(r".*(?:giảm (?:giá|\d+\s*%)|khuyến mãi|mua ngay|ưu đãi|đặt hàng).*")


def pictures(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """Markdown and wiki pictures alone on a line, and the line below one that repeats its alternative text."""
    shown = ""
    for index, line in enumerate(page.lines):
        if _may_be_picture(line.key) and (picture := _PICTURE.fullmatch(line.key)):
            shown = picture["alt"] or ""
            yield index, SpanKind.MEDIA
        elif line.key.startswith("[[") and _WIKI_PICTURE.fullmatch(line.folded):
            yield index, SpanKind.CAPTION
        else:
            if shown and line.key == shown:
                yield index, SpanKind.CAPTION
            shown = ""


def players(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """What a page offers to listen to or to watch: `Nghe đọc bài`, `0:00 / 4:37`, `Video: Lũ về trong đêm`."""
    for index in page.undecided():
        line = page.lines[index]
        if len(line.key) <= _LONGEST_PLAYER and not line.is_closed and _PLAYER.fullmatch(line.folded):
            yield index, SpanKind.MEDIA


def adverts(page: Page) -> Iterator[tuple[int, SpanKind]]:
    """`Quảng cáo`, and an offer right below it."""
    for index in page.undecided():
        if _ADVERT.fullmatch(page.lines[index].folded):
            yield index, SpanKind.ADVERT
            below = index + 1
            if (
                below < len(page.lines)
                and not page.lines[below].is_closed
                and _OFFER.fullmatch(page.lines[below].folded)
            ):
                yield below, SpanKind.ADVERT


def _may_be_picture(key: str) -> bool:
    return key.startswith(("![", "[![")) and len(key) <= _LONGEST_PICTURE
