"""Are the lines of a web page those that a browser shows?"""

import pytest

from qa.citing.fragments import text_fragment
from qa.ingesting.preparing import prepare
from qa.reading.formats.web.web_pages import read_web_page
from qa.reading.limits import ReadingLimits
from qa.types import Quote, RawDocument, SpanKind

OPENING = "Xưởng mộc Bến Gỗ nhận đóng bàn ghế, tủ và cửa theo kích thước của khách từ năm 1994."
CLOSING = "Khách đặt hàng trước mười ngày thì được giảm giá một phần mười so với bảng giá của xưởng."


def page_of(inner: str) -> RawDocument:
    body = f"<article><h1>Xưởng mộc Bến Gỗ</h1><p>{OPENING}</p>{inner}<p>{CLOSING}</p></article>"
    html = f"<html><head><title>Xưởng mộc</title></head><body>{body}</body></html>"
    return read_web_page(html.encode(), "xuong.html", ReadingLimits())


def lines_of(inner: str) -> list[str]:
    return page_of(inner).text.split("\n")[2:-1]


def kinds_of(page: RawDocument) -> dict[str, SpanKind]:
    return {page.text[mark.start : mark.end]: mark.kind for mark in page.marked}


@pytest.mark.parametrize("kind", ["ul", "ol"])
def test_an_item_has_no_sign_that_the_page_does_not_write(kind: str) -> None:
    inner = f"<{kind}><li>Gỗ xoan đào phơi ba tháng.</li><li>- Gỗ thông sấy hai tuần.</li></{kind}>"
    assert lines_of(inner) == ["Gỗ xoan đào phơi ba tháng.", "- Gỗ thông sấy hai tuần."]
    assert kinds_of(page_of(inner))["Gỗ xoan đào phơi ba tháng."] == SpanKind.LIST


def test_a_list_within_an_item_is_items_of_its_own() -> None:
    inner = "<ul><li>Bàn ăn<ul><li>sáu ghế</li><li>tám ghế</li></ul></li><li><p>Tủ áo</p><p>hai cánh</p></li></ul>"
    assert lines_of(inner) == ["Bàn ăn", "sáu ghế", "tám ghế", "Tủ áo", "hai cánh"]


def test_a_row_is_its_cells_with_tabs_between_and_no_ruler() -> None:
    inner = (
        "<table><tr><th>Món</th><th>Giá|bộ</th><th>Còn</th></tr><tr><td>Bàn trà</td><td>2.100.000<br>đồng</td>"
        "<td>4</td></tr><tr><td></td><td>900.000 đồng</td><td>4</td></tr></table>"
    )
    assert lines_of(inner) == ["Món\tGiá|bộ\tCòn", "Bàn trà\t2.100.000 đồng\t4", "\t900.000 đồng\t4"]


def test_every_row_can_be_quoted() -> None:
    inner = "<table><tr><td>Chia sẻ</td><td>In bài</td></tr><tr><td>Bàn trà</td><td>2.100.000 đồng</td></tr></table>"
    quoted = [sentence.text for cut in prepare(page_of(inner)).passages for sentence in cut.sentences]
    assert "Bàn trà\t2.100.000 đồng" in quoted


def test_the_fragment_of_a_row_begins_and_ends_with_cells() -> None:
    address = text_fragment("https://xuong.example/gia", Quote("Bàn trà\t2.100.000 đồng", "", ""))
    assert address is not None
    assert address.endswith("#:~:text=B%C3%A0n%20tr%C3%A0,2.100.000%20%C4%91%E1%BB%93ng")


def test_words_with_markup_within_stay_one_line_and_breaks_make_two() -> None:
    inner = "<p>Giá <b>chưa</b> gồm <a href='/thue'>thuế</a> và công<sup>2</sup>.<br>Thợ đến tận nhà để đo.</p>"
    assert lines_of(inner) == ["Giá chưa gồm thuế và công2.", "Thợ đến tận nhà để đo."]


def test_every_paragraph_of_a_quotation_is_one() -> None:
    inner = "<blockquote><p>Gỗ tốt thì thợ nhàn.</p><p>Gỗ xấu thì khách phiền.</p></blockquote>"
    kinds = kinds_of(page_of(inner))
    assert kinds["Gỗ tốt thì thợ nhàn."] == kinds["Gỗ xấu thì khách phiền."] == SpanKind.QUOTE


def test_a_heading_keeps_its_rank_and_signs_that_look_like_markup_stay() -> None:
    page = page_of("<h3>Giá &amp;amp; công</h3><p>Tủ * giường | kệ đóng trong một tháng tại xưởng của chúng tôi.</p>")
    heading = next(mark for mark in page.marked if page.text[mark.start : mark.end] == "Giá &amp; công")
    assert (heading.kind, heading.level) == (SpanKind.HEADING, 3)
    assert "Tủ * giường | kệ đóng" in page.text
