"""Is plain text that was printed in pages read as the pages that it shows?"""

from datetime import date

from qa.ingesting.preparing import prepare
from qa.reading import read_upload
from qa.types import RawDocument

FIRST = "Cây hồi mọc trên núi đá vôi và cho quả từ năm thứ sáu. Người trồng hồi hái quả vào tháng bảy và tháng"
REST = "mười một, rồi phơi ba nắng cho khô. Mười cân quả tươi cho ba cân hồi khô, bán với giá sáu mươi nghìn đồng."


def read(text: str, name: str = "a.txt") -> RawDocument:
    (found,) = read_upload(text.encode(), name)
    assert isinstance(found, RawDocument), found
    return found


def test_a_sentence_runs_on_over_a_page_break_and_its_furniture() -> None:
    found = read(f"Trồng hồi\n\n{FIRST}\n{' ' * 40}7\n\fSổ tay nhà nông xứ Lạng\n{REST}\n{' ' * 40}8\n\f")
    assert found.text == f"Trồng hồi\n\n{FIRST} {REST}"
    assert [found.text[start : start + 4] for start in found.pages] == ["Trồn", "mười"]


def test_heads_that_repeat_are_left_out_and_other_first_lines_stay() -> None:
    crops = ("Hồi", "Quế", "Chè", "Sắn")
    pages = [f"NHÀ NÔNG XỨ LẠNG\n\nCây {crop}\n\n{crop} là cây của vùng núi.\n" for crop in crops]
    text = read("\f".join(pages)).text
    assert "NHÀ NÔNG" not in text
    assert all(f"Cây {crop}\n\n" in text for crop in crops)


def test_columns_printed_side_by_side_are_read_as_columns() -> None:
    left = ("Chợ họp ngày rằm và bán đủ", "thứ hàng của ba xã vùng cao", "cho khách từ dưới xuôi lên.")
    right = ("Lễ hội mở vào tháng giêng với", "hát then, ném còn và đua", "ngựa quanh cánh đồng làng.")
    rows = "\n".join(f"{one:<40}{other}" for one, other in zip(left, right, strict=True))
    assert read(f"{rows}\n\f").text.split("\n\n") == [" ".join(left), " ".join(right)]


def test_the_halves_of_a_letterhead_are_read_one_after_the_other_and_not_quoted() -> None:
    left = ("ỦY BAN NHÂN DÂN", "XÃ NẬM MƠ", "Số: 12/TB-UBND")
    right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nậm Mơ, ngày 3 tháng 5 năm 2024")
    head = "\n".join(f"{one:<34}{other}" for one, other in zip(left, right, strict=True))
    found = read(f"{head}\n\nTHÔNG BÁO\nVề việc thu mua hồi\n\n{FIRST}\n{REST}\n\f")
    prepared = prepare(found)
    quoted = [sentence.text for passage in prepared.passages for sentence in passage.sentences]
    assert quoted[0].startswith("Cây hồi")
    assert prepared.document.source.published_at == date(2024, 5, 3)


def test_a_form_feed_within_a_line_divides_nothing() -> None:
    text = f"{FIRST}\f {REST}\n"
    assert read(text).text == text
