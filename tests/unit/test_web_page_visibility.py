"""Is what a browser does not show left out of a page's text?"""

import base64
from collections.abc import Callable, Iterator

import pytest
import trafilatura

from qa.reading.formats.web.visibility import drop_hidden
from qa.reading.formats.web.web_pages import read_web_page
from qa.reading.limits import ReadingLimits
from tests.bounded import Case, too_slow

AROUND = (
    "Bến phà Vàm Xáng chở khách từ năm giờ sáng tới chín giờ tối các ngày trong tuần, kể cả ngày lễ.",
    "Hành khách mua vé ở quầy phía bờ bắc và giữ vé cho tới khi lên bờ bên kia.",
    "Xe máy đi sau người đi bộ và tắt máy khi xuống phà.",
)


def page(*blocks: str) -> bytes:
    inner = "".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)
    return f"<html><head><title>Bến phà</title></head><body><article>{inner}</article></body></html>".encode()


def text(*blocks: str, limits: ReadingLimits | None = None) -> str:
    return read_web_page(page(*blocks), "a.html", limits or ReadingLimits()).text


@pytest.mark.parametrize(
    "hidden",
    [
        "<s>{}</s>",
        "<strike>{}</strike>",
        "<del>{}</del>",
        "<span hidden>{}</span>",
        '<span aria-hidden="true">{}</span>',
        "<template>{}</template>",
        '<span style="color: red; display:none">{}</span>',
        '<span style="visibility: hidden">{}</span>',
        '<span style="text-decoration: line-through">{}</span>',
    ],
)
def test_what_is_struck_out_or_hidden_is_left_out(hidden: str) -> None:
    block = f"<p>Vé người lớn {hidden.format('7.000 đồng')} 9.000 đồng một lượt, trẻ em đi cùng không mất tiền.</p>"
    found = text(AROUND[0], block, *AROUND[1:])
    assert "7.000" not in found
    assert "9.000 đồng một lượt, trẻ em" in found


@pytest.mark.parametrize(
    "shown",
    [
        '<span aria-hidden="false">{}</span>',
        '<span style="display: inline">{}</span>',
        '<span style="text-decoration: underline">{}</span>',
        "<ins>{}</ins>",
    ],
)
def test_what_is_shown_stays(shown: str) -> None:
    block = f"<p>Vé người lớn {shown.format('7.000 đồng')} một lượt, trẻ em đi cùng không mất tiền.</p>"
    assert "7.000 đồng" in text(AROUND[0], block, *AROUND[1:])


def test_a_page_whose_content_waits_behind_a_dialogue_is_read() -> None:
    blocks = "".join(f"<p>{one}</p>" for one in AROUND)
    found = text(f'<div aria-hidden="true" style="display:none">{blocks}</div>', "<p>Bạn có nhận cookie?</p>")
    assert all(one in found for one in AROUND)


def test_a_line_break_of_the_source_is_a_blank() -> None:
    block = "<p>Phà lớn chở\n    sáu xe tải\r\nvà bốn mươi khách.</p>"
    assert "Phà lớn chở sáu xe tải và bốn mươi khách." in " ".join(text(AROUND[0], block, *AROUND[1:]).split(" "))
    assert "chở\n" not in text(AROUND[0], block, *AROUND[1:])


def test_lines_of_preformatted_text_stay() -> None:
    assert "sáng 5:00\nchiều 17:00" in text(*AROUND, "<pre>sáng 5:00\nchiều 17:00</pre>")


def test_embedded_pictures_count_for_no_limit_on_text() -> None:
    picture = base64.b64encode(bytes(range(256)) * 600).decode()
    limits = ReadingLimits(max_characters=20_000, max_line=20_000)
    found = text(AROUND[0], f'<img src="data:image/png;base64,{picture}">', *AROUND[1:], limits=limits)
    assert AROUND[2] in found
    assert "data:" not in found


def dropping(size: int) -> Callable[[], object]:
    tree = trafilatura.load_html(f"<html><body><p>{'<s>cũ</s> mới ' * size}</p></body></html>")
    return lambda: drop_hidden(tree)


def cases() -> Iterator[Case]:
    yield Case("struck-out words", dropping, small=2_000, large=16_000, negligible=0.05)


def test_many_struck_out_words_are_dropped_in_linear_time() -> None:
    assert too_slow("tests.unit.test_web_page_visibility:cases") == []
