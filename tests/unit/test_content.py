"""Does every document that has a word have something to quote, and the word that is most its own?"""

import json

import docx
import pytest
from test_read_files import docx_of, pdf_of

from qa.ingesting.preparing import prepare
from qa.reading import read_upload
from qa.types import RawDocument, SpanKind


def quoted(data: bytes | str, name: str) -> list[str]:
    (found,) = read_upload(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(found, RawDocument), found
    prepared = prepare(found)
    sentences = [sentence for passage in prepared.passages for sentence in passage.sentences]
    assert all(found.text[one.start : one.end] == one.text for one in sentences)
    return [one.text for one in sentences]


SNIPPET = "Hội chợ hoa xuân mở cửa sớm hơn mọi năm"


@pytest.mark.parametrize(
    "text",
    [
        SNIPPET,
        "HỘI CHỢ HOA XUÂN",
        "Hội chợ",
        "# Hội chợ hoa xuân",
        "== Hội chợ ==",
        "Điều 4. Hội chợ",
        "1.2. Hội chợ",
        "Theo Ban tổ chức",
        "Nguồn: Sở Du lịch",
        "Sáng 15/2/2008",
        "Trần Thị Hoa",
        "Xem thêm: Hội chợ hoa xuân",
        "Tin liên quan",
        "Hình 1. Cổng hội chợ",
        "Ảnh: Trần Hoa",
        "Quảng cáo",
        "Video: Hội chợ hoa xuân",
        "Hotline: 0900 000 000",
        "Từ khóa: hoa, xuân",
        "Độc lập - Tự do - Hạnh phúc",
        "Mục lục",
        "![Cổng hội chợ](c.jpg)",
        "> Hoa đẹp quá",
        "- hoa",
    ],
)
def test_one_line_is_content_whatever_it_looks_like(text: str) -> None:
    line = {"_id": "a", "title": "", "text": text}
    sentences = quoted(json.dumps(line), "a.jsonl")
    assert " ".join(sentences) in text
    assert any(map(str.isalpha, "".join(sentences)))
    assert quoted(text, "a.txt") == sentences
    assert quoted(json.dumps(line | {"title": text}), "a.jsonl") == sentences


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        (["# Hội chợ", "## Giờ mở cửa", "Theo Ban tổ chức"], ["Giờ mở cửa"]),
        (["# Hội chợ", "Theo Ban tổ chức"], ["Hội chợ"]),
        (["Theo Ban tổ chức", "Hình 1. Cổng hội chợ"], ["Theo Ban tổ chức"]),
        (["Hình 1. Cổng hội chợ", "Xem thêm: Chợ hoa Tết"], ["Hình 1. Cổng hội chợ"]),
        (["Xem thêm: Chợ hoa Tết", "Trang chủ > Văn hóa"], ["Xem thêm: Chợ hoa Tết"]),
        (["Từ khóa: hoa, xuân", "![Cổng](c.jpg)"], ["Từ khóa: hoa, xuân"]),
        (["12", "Mục lục"], ["12", "Mục lục"]),
        (["* * *", "Mục lục"], ["Mục lục"]),
        (["---", "title: Hội chợ", "---"], ["title: Hội chợ"]),
        (["Hình 1. Cổng hội chợ", "Hội chợ mở cửa lúc bảy giờ sáng."], ["Hội chợ mở cửa lúc bảy giờ sáng."]),
    ],
)
def test_the_weakest_claims_are_given_up_first(lines: list[str], content: list[str]) -> None:
    assert " ".join(quoted("\n".join(lines), "a.md")) == " ".join(content)


def test_a_title_that_is_the_whole_text_is_the_title_still() -> None:
    line = {"_id": "a", "title": SNIPPET, "text": SNIPPET}
    (found,) = read_upload(json.dumps(line).encode(), "a.jsonl")
    assert isinstance(found, RawDocument)
    document = prepare(found).document
    assert document.source.title == SNIPPET
    assert [span.kind for span in document.spans] == [SpanKind.BODY]


def test_a_docx_of_headings_alone_has_content() -> None:
    document = docx.Document()
    document.add_heading("Nội quy", 0)
    document.add_heading("Giờ mở cửa: bảy giờ sáng", 1)
    assert quoted(docx_of(document), "a.docx") == ["Giờ mở cửa: bảy giờ sáng"]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("<h1>Hội chợ</h1><h2>Mở cửa lúc bảy giờ</h2>", "Mở cửa lúc bảy giờ"),
        ("<footer>Mở cửa lúc <b>bảy</b> giờ</footer><script>var gio = 7</script>", "Mở cửa lúc bảy giờ"),
        ("<aside>Mở cửa lúc bảy giờ</aside>", "Mở cửa lúc bảy giờ"),
        ("<figure><img src='c.jpg'><figcaption>Cổng hội chợ</figcaption></figure>", "Cổng hội chợ"),
        ("<nav><a href='/'>Trang chủ</a></nav>", "Trang chủ"),
    ],
)
def test_a_web_page_that_is_all_frame_has_content(body: str, content: str) -> None:
    page = f"<html><head><title>Hội chợ hoa</title></head><body>{body}</body></html>"
    (found,) = read_upload(page.encode(), "a.html")
    assert isinstance(found, RawDocument)
    assert found.source.title in {"Hội chợ hoa", "Hội chợ"}
    assert content in quoted(page, "a.html")


def test_pages_of_a_pdf_that_all_say_the_same_have_content() -> None:
    assert "Mo cua luc bay gio" in " ".join(quoted(pdf_of(*[["Mo cua luc bay gio"]] * 4), "a.pdf"))
