"""What does a reader see when no document can be shown?"""

from api.http.source_page.shell import whole
from api.markup import Markup, element

_HEADINGS = {404: "Không có tài liệu này", 422: "Địa chỉ này không đọc được"}
_BROKEN = "Chưa mở được tài liệu này"


def refusal_page(status: int, detail: str, root: str, *, document: str | None = None, framed: bool = False) -> str:
    """The whole file: why not, and where to go instead. `document` is the address of the whole document."""
    heading = _HEADINGS.get(status, _BROKEN)
    ways = [_way("Xem cả tài liệu", document)] if document else []
    ways += [] if framed else [_way("Về trang hỏi đáp", root)]
    about = element("section", element("h1", heading), element("p", detail), *ways, class_="about refusal")
    return whole(heading, root, about, framed=framed)


def _way(text: str, address: str) -> Markup:
    return element("p", element("a", text, href=address))
