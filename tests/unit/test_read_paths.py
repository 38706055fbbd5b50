"""Does reading take what it can, name what it cannot, and keep every character?"""

import codecs
import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.errors import DocumentError
from qa.ingesting.preparing import prepare
from qa.reading import ReadingLimits, read_path
from qa.types import Cause, RawDocument, Rejected, Source, SourceFile, SpanKind

TEXT = "Cầu mới bắc qua suối.\r\nDòng hai\u2028vẫn dòng hai.\rDòng ba.\n"


def only(path: Path) -> RawDocument | Rejected:
    (found,) = read_path(path)
    return found


def document(path: Path) -> RawDocument:
    found = only(path)
    assert isinstance(found, RawDocument)
    return found


def rejected(path: Path) -> Rejected:
    found = only(path)
    assert isinstance(found, Rejected)
    return found


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# Text ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_text_is_kept_to_the_character(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, "cầu.TXT", data)
    file = SourceFile("cầu.TXT", "text/plain", data)
    assert document(path) == RawDocument(str(path.resolve()), Source(), TEXT, file=file)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x00\x00\xff", "nhị phân"),
        ("Đức".encode("cp1258", "replace"), "hãy lưu tệp ở dạng UTF-8"),
        ("Les élèves français étaient là où ça déçoit après Noël".encode("cp1252"), "hãy lưu tệp ở dạng UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "hãy lưu tệp ở dạng UTF-8"),
        (b"", "không có nội dung"),
        (codecs.BOM_UTF8 + b" \n\t", "không có nội dung"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, reason: str) -> None:
    refusal = rejected(written(tmp_path, "cầu.txt", data))
    assert refusal.where == "cầu.txt"
    assert reason in refusal.reason


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ReadingLimits(max_characters=39), "văn bản dài quá 39 ký tự"),
        (ReadingLimits(max_bytes=49), "giới hạn là 49 byte"),
        (ReadingLimits(max_line=39), "có dòng dài quá 39 ký tự"),
    ],
    ids=str,
)
def test_a_document_beyond_a_limit_is_refused(tmp_path: Path, limits: ReadingLimits, reason: str) -> None:
    path = written(tmp_path, "dài.txt", "cầu " * 10)
    (refusal,) = read_path(path, limits)
    assert isinstance(refusal, Rejected)
    assert refusal.cause is Cause.TOO_LARGE
    assert reason in refusal.reason
    assert document(path).text == "cầu " * 10


def test_ten_million_characters_on_a_line_and_fifty_megabytes_are_refused_as_shipped(tmp_path: Path) -> None:
    assert "có dòng dài quá" in rejected(written(tmp_path, "dòng.txt", "a" * 10_000_000)).reason
    assert "50.000.000 byte" in rejected(written(tmp_path, "trang.html", b" " * 50_000_000)).reason


def test_front_matter_gives_the_source_and_stays_in_the_text(tmp_path: Path) -> None:
    text = (
        "---\r\ntitle: 'Cầu mới: ngày khánh thành'\r\nPublisher: Báo A\r\nurl: https://a.vn/b\r\n"
        "published_at: 21/11/2025\r\ntags:\r\n  - cầu\r\n---\r\nThân bài."
    )
    found = document(written(tmp_path, "a.md", text))
    assert found.source == Source("Cầu mới: ngày khánh thành", "Báo A", "https://a.vn/b", date(2025, 11, 21))
    assert found.text == text


@pytest.mark.parametrize(
    "head", ["---\ntitle: Cầu\n", "---\n---\n", "---\nMột câu thường.\n---\n", "----\ntitle: Cầu\n---\n"]
)
def test_what_only_looks_like_front_matter_is_text(tmp_path: Path, head: str) -> None:
    assert document(written(tmp_path, "a.md", head + "Thân bài.")).source == Source()


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("published_at: hôm qua", "published_at"),
        ("published_at: 2025-02-30", "published_at"),
        ("published_at: 11/2025", "published_at"),
        ("url: javascript:alert(1)", "url"),
    ],
)
def test_a_wrong_field_of_the_front_matter_is_named(tmp_path: Path, line: str, field: str) -> None:
    assert f"trường {field}" in rejected(written(tmp_path, "a.md", f"---\n{line}\n---\nThân bài.")).reason


# Web pages -----------------------------------------------------------------------------------------------------------

PARAGRAPHS = (
    "Sáng 3/5, đoàn công tác của tỉnh đã đến thăm và làm việc tại xã vùng cao nằm bên suối Nậm Mơ.",
    "Chủ tịch xã cho biết năm qua có thêm bốn mươi hộ thoát nghèo nhờ trồng chè và nuôi cá suối.",
)


def web_page(head: str, date_in_text: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><html><head><title>Cầu mới</title>{head}</head><body>'
        f'<nav><a href="/">Trang chủ</a></nav><article><h1>Cầu mới</h1>{body}{date_in_text}'
        "<table><tr><td>Chiều dài</td><td>42 mét</td></tr></table></article>"
        '<div id="comments"><p>Bình luận của bạn đọc về bài viết này.</p></div></body></html>'
    )


def test_a_web_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Báo Vùng Cao">'
        '<link rel="canonical" href="https://vungcao.com.vn/cau-moi.html">'
        '<meta property="article:published_time" content="2025-11-21T06:30:00+07:00">'
    )
    path = written(tmp_path, "cầu.html", web_page(head))
    found = document(path)
    assert found.origin == str(path.resolve())
    assert found.source == Source("Cầu mới", "Báo Vùng Cao", "https://vungcao.com.vn/cau-moi.html", date(2025, 11, 21))
    lines = found.text.split("\n")
    assert all(paragraph in lines for paragraph in PARAGRAPHS)
    assert "42 mét" in found.text
    assert "Bình luận" not in found.text
    assert "Trang chủ" not in found.text


def test_the_elements_of_a_web_page_give_the_kinds_of_its_lines(tmp_path: Path) -> None:
    extra = (
        "<h2>Chè và cá</h2><p>Bà con trồng chè trên đồi và nuôi cá dọc theo suối.</p><ul><li>chè Shan tuyết</li>"
        "<li>cá bỗng</li></ul><blockquote>Năm nay chè được giá lắm, bà con ai cũng vui.</blockquote>"
        "<figure><img src='a.jpg'><figcaption>Đồi chè nhìn từ trên cao vào buổi sớm</figcaption></figure>"
    )
    head = '<meta name="author" content="Lê Minh">'
    found = document(written(tmp_path, "a.html", web_page(head, extra)))
    assert found.source.author == "Lê Minh"
    marked = {found.text[one.start : one.end]: (one.kind, one.level) for one in found.marked}
    assert marked["Chè và cá"] == (SpanKind.HEADING, 2)
    assert marked["chè Shan tuyết"] == marked["cá bỗng"] == (SpanKind.LIST, 0)
    assert marked["Năm nay chè được giá lắm, bà con ai cũng vui."] == (SpanKind.QUOTE, 0)
    assert marked.get("Đồi chè nhìn từ trên cao vào buổi sớm", (SpanKind.CAPTION, 0)) == (SpanKind.CAPTION, 0)
    assert marked.pop("Chiều dài\t42 mét") == (SpanKind.BODY, 0)
    assert not {SpanKind.BODY} & {kind for kind, _ in marked.values()}
    prepared = prepare(found)
    quoted = [sentence.text for passage in prepared.passages for sentence in passage.sentences]
    assert not [text for text in quoted if "nhìn từ trên cao" in text]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2025-11-21"}]}</script>',
        '<script type="application/ld+json">hỏng</script><meta itemprop="datePublished" content="2025-11-21">',
        '<meta name="pubdate" content="hôm qua"><meta name="date" content="21/11/2025">',
    ],
)
def test_a_stated_date_is_read(tmp_path: Path, head: str) -> None:
    assert document(written(tmp_path, "a.htm", web_page(head))).source.published_at == date(2025, 11, 21)


def test_a_date_is_never_guessed(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://vungcao.com.vn/2024/05/06/cau.html">'
    page = web_page(head, "<p>Cập nhật ngày 06/05/2024, ảnh chụp 2024-05-06.</p>")
    assert document(written(tmp_path, "a.html", page)).source.published_at is None


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    page = "<html><head><title>Trống</title></head><body><script>1</script></body></html>"
    assert "không tìm thấy nội dung" in rejected(written(tmp_path, "a.html", page)).reason


# JSON lines ----------------------------------------------------------------------------------------------------------


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def test_a_line_is_a_document(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.jsonl",
        "\ufeff"
        + line(_id="1", title=" Cầu  mới ", text=TEXT, url="http://a.vn", publisher="Báo A", published_at="2025-11-21")
        + "\n\n"
        + line(doc_id="2", text="Hai.", title="")
        + "\n"
        + line(id="3", text="Ba.", title=None),
    )
    found = [one for one in read_path(path) if isinstance(one, RawDocument)]
    assert [replace(one, file=None) for one in found] == [
        RawDocument("1", Source("Cầu mới", "Báo A", "http://a.vn", date(2025, 11, 21)), TEXT),
        RawDocument("2", Source(), "Hai."),
        RawDocument("3", Source(), "Ba."),
    ]
    assert [json.loads(one.file.data)["text"] for one in found if one.file] == [TEXT, "Hai.", "Ba."]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": 12, "text": "Một."}, RawDocument("12", Source(), "Một.")),
        ({"_id": "a", "text": ["Một.", "Hai."]}, RawDocument("a", Source(), "Một.\n\nHai.")),
        ({"docid": "a", "contents": "Một."}, RawDocument("a", Source(), "Một.")),
        ({"id": "a", "text": "Một.", "url": "cau/moi.html"}, RawDocument("a", Source(), "Một.")),
        (
            {"id": "a", "text": "Một.", "published_at": "2025.1.9"},
            RawDocument("a", Source(published_at=date(2025, 1, 9)), "Một."),
        ),
    ],
    ids=str,
)
def test_a_corpus_of_another_program_is_read(tmp_path: Path, fields: dict[str, object], expected: RawDocument) -> None:
    (found,) = read_path(written(tmp_path, "a.jsonl", line(**fields)))
    assert isinstance(found, RawDocument), found
    assert replace(found, file=None) == expected


def test_a_question_with_its_answer_is_its_heading(tmp_path: Path) -> None:
    pair = line(id=1, question="Thẻ xe dùng  được bao lâu?", answer="Thẻ dùng được ba mươi ngày.")
    (found,) = read_path(written(tmp_path, "a.jsonl", pair))
    assert isinstance(found, RawDocument), found
    assert found.source.title == "Thẻ xe dùng được bao lâu?"
    quoted = [sentence.text for passage in prepare(found).passages for sentence in passage.sentences]
    assert quoted == ["Thẻ dùng được ba mươi ngày."]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "không phải JSON"),
        ("[" * 100_000, "không phải JSON"),
        ("[]", "không phải đối tượng JSON"),
        (line(text="Một."), "thiếu trường _id"),
        (line(_id=7.5, text="Một."), "trường _id"),
        (line(id=True, text="Một."), "trường id"),
        (line(_id=" ", text="Một."), "trường _id"),
        (line(_id="x"), "thiếu trường text"),
        (line(_id="x", text=["Một.", 7]), "trường text"),
        (line(_id="x", contents=7), "trường contents"),
        (line(_id="x", question="Mấy?"), "thiếu trường text"),
        (line(_id="x", text="Một.", url="javascript:alert(1)"), "trường url"),
        (line(_id="x", text=" \n"), "không có nội dung"),
        (line(_id="x", text="Một.", title=7), "trường title"),
        (line(_id="x", text="Một.", published_at="nay"), "trường published_at"),
        (line(_id="first", text="Lại."), "trùng mã “first” với dòng 1"),
        ('{"_id": "x", "text": "\\ud800"}', "surrogate"),
        ('{"_id": "\\ud800", "text": "Một."}', "surrogate"),
        ('{"_id": "x", "text": "Một.", "title": "\\ud800"}', "surrogate"),
        (b'{"_id": "x", "text": "\xd0\xff"}', "không phải UTF-8"),
    ],
)
@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_broken_line_is_named_and_the_rest_is_read(
    tmp_path: Path, bad: str | bytes, reason: str, suffix: str
) -> None:
    middle = bad if isinstance(bad, bytes) else bad.encode()
    data = b"\n".join([line(_id="first", text="Một.").encode(), middle, line(_id="last", text="Ba.").encode()])
    path = written(tmp_path, f"kho{suffix}", gzip.compress(data) if suffix.endswith("gz") else data)
    first, refusal, last = read_path(path)
    assert isinstance(first, RawDocument)
    assert isinstance(last, RawDocument)
    assert isinstance(refusal, Rejected)
    assert refusal.where == f"kho{suffix}, dòng 2"
    assert reason in refusal.reason


def test_a_line_that_is_too_long_is_passed_over_and_counted(tmp_path: Path) -> None:
    data = "\n".join([line(_id="1", text="a" * 200), line(_id="2", text="Hai."), line(_id="3", text="b" * 200)])
    one, two, three = read_path(written(tmp_path, "a.jsonl", data), ReadingLimits(max_bytes=50))
    assert isinstance(one, Rejected)
    assert isinstance(three, Rejected)
    assert isinstance(two, RawDocument)
    assert (one.where, three.where) == ("a.jsonl, dòng 1", "a.jsonl, dòng 3")


def test_a_truncated_archive_gives_its_good_lines_first(tmp_path: Path) -> None:
    data = "\n".join(line(_id=str(number), text=f"Câu {number * 7919}.") for number in range(2000)).encode()
    archive = gzip.compress(data)
    *good, refusal = read_path(written(tmp_path, "a.jsonl.gz", archive[: len(archive) // 2]))
    assert len(good) > 100
    assert all(isinstance(document, RawDocument) for document in good)
    assert isinstance(refusal, Rejected)
    assert refusal.where == "a.jsonl.gz"
    assert "gzip" in refusal.reason


@pytest.mark.parametrize(("name", "data"), [("a.jsonl.gz", b"{}"), ("a.jsonl", "{}".encode("utf-16"))])
def test_a_file_of_another_kind_is_refused_once(tmp_path: Path, name: str, data: bytes) -> None:
    assert rejected(written(tmp_path, name, data)).where == name


# Folders -------------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_to_the_bottom_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/y.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "a/picture.png",
        "a/data.json",
        "c/.x/y.txt",
    ):
        written(tmp_path, name, f"Tệp {name}.")
    texts = [found.text for found in read_path(tmp_path) if isinstance(found, RawDocument)]
    assert texts == ["Tệp a/y.TXT.", "Tệp a/z.md.", "Tệp b.txt."]


def test_a_bad_file_in_a_folder_is_named_from_there_and_the_rest_is_read(tmp_path: Path) -> None:
    written(tmp_path, "a/bad.txt", b"\xff\xff")
    written(tmp_path, "a/good.txt", "Tốt.")
    (tmp_path / "a/gone.txt").symlink_to(tmp_path / "nowhere.txt")
    bad, gone, good = read_path(tmp_path)
    assert isinstance(bad, Rejected)
    assert isinstance(gone, Rejected)
    assert isinstance(good, RawDocument)
    assert (bad.where, gone.where) == ("a/bad.txt", "a/gone.txt")


def test_a_path_with_nothing_to_read_is_an_error_at_the_call(tmp_path: Path) -> None:
    picture = written(tmp_path, "x/picture.png", b"\x89")
    for path, words in (
        (tmp_path / "none.txt", "không có tệp"),
        (tmp_path / "x", "không có tệp nào đọc được"),
        (picture, "không đọc được loại tệp này"),
    ):
        with pytest.raises(DocumentError, match=words) as error:
            read_path(path)
        assert str(path) in str(error.value)
