"""Is a place told as a person would say it?"""

import unicodedata

import pytest

from api.places import place_of


@pytest.mark.parametrize(
    ("headings", "clause", "page", "told"),
    [
        ((), None, None, None),
        ((), None, 3, "trang 3"),
        (("Lịch sử",), None, None, "Lịch sử"),
        (("Địa lý", "Khí hậu"), None, 12, "Khí hậu, trang 12"),
        (("Chương VII", "Điều 105. Thời giờ làm việc bình thường"), "2", None, "Điều 105, khoản 2"),
        (("Mục 1", "ĐIỀU 12a: NGHỈ LỄ"), None, 4, "Điều 12a, trang 4"),
        (("Điều 5. Giải thích từ ngữ", "Phần chung"), None, None, "Điều 5"),
        (("Điều kiện làm việc",), None, None, "Điều kiện làm việc"),
        (("  Chương I\n NHỮNG QUY ĐỊNH CHUNG ",), None, None, "Chương I NHỮNG QUY ĐỊNH CHUNG"),
        ((unicodedata.normalize("NFD", "Điều 7. Nghỉ phép"),), "1", None, "Điều 7, khoản 1"),
        (("Một đề mục " + "rất dài " * 20,), None, None, "Một đề mục " + ("rất dài " * 9)[:-1].rstrip() + "…"),
    ],
)
def test_a_place(headings: tuple[str, ...], clause: str | None, page: int | None, told: str | None) -> None:
    found = place_of(headings, clause, page)
    if told and told.endswith("…"):
        assert found is not None
        assert found.endswith("…")
        assert len(found) <= 81
        assert headings[0].startswith(found[:-1])
    else:
        assert found == told
