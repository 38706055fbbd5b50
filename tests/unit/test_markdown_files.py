"""Are the lines of a Markdown file of the kinds that CommonMark gives them, and is its front matter understood?"""

from datetime import date

import pytest

from qa.ingesting.preparing import prepare
from qa.reading import read_upload
from qa.types import RawDocument, Source, SpanKind

SENTENCE = "Cối xay nước của bản quay suốt ngày đêm nhờ con suối Huổi Lóng chảy qua."
NEXT = "Mỗi mẻ thóc giã xong trong bốn giờ đồng hồ."


def read(text: str) -> RawDocument:
    (found,) = read_upload(text.encode(), "a.md")
    assert isinstance(found, RawDocument), found
    assert found.text == text
    return found


def quoted(text: str) -> list[str]:
    return [sentence.text for passage in prepare(read(text)).passages for sentence in passage.sentences]


def headings(text: str) -> dict[str, list[str]]:
    """The headings above each sentence."""
    return {
        sentence.text: [text[start:end] for start, end in passage.headings]
        for passage in prepare(read(text)).passages
        for sentence in passage.sentences
    }


# CommonMark ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- Bản nháp: cối hỏng từ năm ngoái. -->",
        "<!--\nBản nháp: cối hỏng từ năm ngoái.\n\nSẽ sửa sau.\n-->",
        "%%\nBản nháp: cối hỏng từ năm ngoái.\n%%",
    ],
)
def test_comments_are_not_quoted(comment: str) -> None:
    assert quoted(f"{SENTENCE}\n\n{comment}\n\n{NEXT}") == [SENTENCE, NEXT]


def test_a_comment_within_a_line_is_not_quoted_and_the_rest_is() -> None:
    assert quoted(f"<!-- xem lại --> {SENTENCE} <!-- số cũ: hai giờ -->{NEXT}") == [SENTENCE, NEXT]


def test_a_comment_in_code_is_code() -> None:
    assert "<!-- đầu trang -->" in quoted(f"{SENTENCE}\n\n```html\n<!-- đầu trang -->\n```\n")


def test_underlined_lines_are_headings() -> None:
    text = f"Cối xay nước\n===========\n\n{SENTENCE}\n\nNăng suất\n---------\n\n{NEXT}\n"
    assert headings(text) == {SENTENCE: [], NEXT: ["Năng suất"]}
    assert prepare(read(text)).document.source.title == "Cối xay nước"


def test_a_sentence_above_a_ruler_is_no_heading() -> None:
    assert quoted(f"{SENTENCE}\n---\n{NEXT}") == [SENTENCE, NEXT]


def test_a_sign_in_code_is_no_heading() -> None:
    text = f"## Chạy thử\n\n{SENTENCE}\n\n```sh\n# Mở van chính trước khi chạy\nsudo van mo\n```\n\n{NEXT}"
    assert headings(text)[NEXT] == ["Chạy thử"]
    assert not any("```" in sentence for sentence in quoted(text))


def test_items_of_a_numbered_list_need_no_full_stop_to_be_quoted() -> None:
    items = ["1. Mở cửa phai", "2. Đổ thóc vào cối", "3. Đóng cửa phai khi đầy"]
    assert quoted(f"{SENTENCE}\n\n" + "\n".join(items)) == [SENTENCE, *items]


def test_definitions_of_links_and_lines_of_markup_are_not_quoted() -> None:
    above, below = f'<div class="note">\n\n{SENTENCE}\n\n</div>', f'{NEXT}\n\n[1]: https://a.vn/b "Cối"\n'
    assert quoted(f'{above}\n\n{{{{< hinh src="coi.jpg" >}}}}\n\n{below}') == [SENTENCE, NEXT]


def test_the_spans_of_a_file_with_windows_line_breaks_are_right() -> None:
    text = f"Năng suất\r\n---\r\n\r\n{SENTENCE}\r\n\r\n```\r\n# a\r\n```\r\n"
    marked = [(text[one.start : one.end], one.kind) for one in read(text).marked]
    assert marked[:2] == [("Năng suất", SpanKind.HEADING), ("---", SpanKind.OTHER)]
    assert ("# a", SpanKind.BODY) in marked


# Sections ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Nguồn", "Liên kết", "Notes"])
def test_a_section_of_sentences_is_text_whatever_its_name(name: str) -> None:
    assert headings(f"# Cối\n\n{SENTENCE}\n\n## {name}\n\n{NEXT}")[NEXT][-1] == name


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Nguồn", "Lò Văn Pấng (2011). Cối nước vùng cao. Nhà xuất bản Văn hóa dân tộc."),
        ("Nguồn", "- Cối nước vùng cao, bản in năm 2011 của xưởng in tỉnh."),
        ("Liên kết", "Trang của bản Huổi Lóng ở https://huoilong.example."),
        ("Tài liệu tham khảo", NEXT),
    ],
)
def test_a_section_of_references_is_not_quoted(name: str, reference: str) -> None:
    assert quoted(f"# Cối\n\n{SENTENCE}\n\n## {name}\n\n{reference}") == [SENTENCE]


# Front matter --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "source"),
    [
        (
            '---\ntitle: "Cối nước"\ndate: 2024-03-02T09:00:00+07:00\nurl: /coi/nuoc/\ntags: [cối, nước]\n---',
            Source("Cối nước", published_at=date(2024, 3, 2)),
        ),
        (
            '+++\ntitle = "Cối nước"\ndate = 2024-03-02\nauthors = ["Lò Pấng", "Vi Thị Hoa"]\n[params]\nx = 1\n+++',
            Source("Cối nước", published_at=date(2024, 3, 2), author="Lò Pấng, Vi Thị Hoa"),
        ),
        (
            "---\nlayout: post\ntitle: Cối nước: chuyện ở bản\ndate: 2024-03-02 09:00:00 +0700\n---",
            Source("Cối nước: chuyện ở bản", published_at=date(2024, 3, 2)),
        ),
        (
            "---\naliases:\n  - cối\nnơi viết: Mường Tè\nlink: https://a.vn/coi\ndate: hôm nọ\n---",
            Source(url="https://a.vn/coi"),
        ),
        (
            "---\ntitle: >-\n  Cối nước\n  của bản\nauthor:\n  name: Lò Pấng\n---",
            Source("Cối nước của bản", author="Lò Pấng"),
        ),
    ],
)
def test_front_matter_of_other_programs_gives_the_source(block: str, source: Source) -> None:
    text = f"{block}\n\n{SENTENCE}\n"
    assert read(text).source == source
    assert quoted(text) == [SENTENCE]


@pytest.mark.parametrize(
    "head", ["+++\nMột câu thường.\n+++\n", "+++\ntitle = 'Cối'\n", "---\n- a\n- b\n---\n", "---\nHỏi: Mấy giờ?\n---\n"]
)
def test_other_blocks_are_text(head: str) -> None:
    assert read(head + SENTENCE).source == Source()
