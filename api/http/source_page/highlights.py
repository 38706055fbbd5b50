"""Which of the requested ranges can be marked in this document, and why not the others?

Offsets hold for one text only: where the hash shows that it is another, nothing is marked.
"""

from dataclasses import dataclass, replace

from api.http.source_page.asked import Asked, Range
from qa.library.read_models.page_view import DocumentPart


@dataclass(frozen=True, slots=True)
class Highlights:
    """`cited` and `also` are half-open, not empty and inside the document, and `words`, which are shown in bold, inside
    `cited`; `notices` are sentences for the reader.
    """

    cited: Range | None = None
    also: tuple[Range, ...] = ()
    notices: tuple[str, ...] = ()
    has_changed: bool = False
    words: tuple[Range, ...] = ()


def highlights(asked: Asked, part: DocumentPart) -> Highlights:
    """What can be marked in the document that this is a part of."""
    if asked.sha256 is not None and asked.sha256 != part.sha256:
        return Highlights(notices=(_CHANGED,), has_changed=True)
    found = Highlights(notices=_part_missing(asked, part))
    if asked.cited is not None:
        reason = _misfit(asked.cited, part.characters)
        found = replace(found, cited=None if reason else asked.cited, notices=(*found.notices, *reason))
    if found.cited is not None:
        found = _with_words(found, found.cited, asked.highlights)
    also = tuple(wanted for wanted in asked.also if not _misfit(wanted, part.characters))
    return replace(found, also=also, notices=(*found.notices, *_left_over(asked, also)))


def grouped(number: int) -> str:
    """A count as Vietnamese writes it: 1.234.567."""
    return f"{number:,}".replace(",", ".")


_CHANGED = (
    "Tài liệu đã thay đổi từ khi câu này được trích, nên vị trí ghi trong trích dẫn không còn đúng và không câu nào "
    "được tô. Dưới đây là văn bản hiện nay. Muốn biết câu ấy còn trong tài liệu không, hãy kiểm lại trích dẫn bằng "
    "lệnh hoidap verify --citations hoặc POST /v1/verify."
)


def _misfit(wanted: Range, characters: int) -> tuple[str, ...]:
    start, end = wanted
    if start >= end:
        notice = f"Không tô được câu trích: điểm đầu ({grouped(start)}) phải đứng trước điểm cuối ({grouped(end)})."
    elif end > characters:
        notice = (
            f"Không tô được câu trích: vị trí {grouped(start)}–{grouped(end)} nằm ngoài tài liệu, "
            f"vốn dài {grouped(characters)} ký tự."
        )
    else:
        return ()
    return (notice,)


def _with_words(found: Highlights, cited: Range, wanted: tuple[Range, ...]) -> Highlights:
    words = tuple(one for one in wanted if cited[0] <= one[0] < one[1] <= cited[1])
    notice = () if len(words) == len(wanted) else ("Không in đậm được những chữ nằm ngoài câu được trích.",)
    return replace(found, words=words, notices=(*found.notices, *notice))


def _part_missing(asked: Asked, part: DocumentPart) -> tuple[str, ...]:
    if asked.part is None or asked.part == part.number:
        return ()
    return (f"Không có phần {grouped(asked.part)}: tài liệu này có {part.of} phần. Đây là phần {part.number}.",)


def _left_over(asked: Asked, also: tuple[Range, ...]) -> tuple[str, ...]:
    """The notice about the other ranges that are not marked."""
    count = asked.not_taken + len(asked.also) - len(also)
    notice = f"{grouped(count)} câu khác của cuộc trò chuyện không tô được: vị trí không hợp lệ, hoặc có quá nhiều câu."
    return (notice,) if count else ()
