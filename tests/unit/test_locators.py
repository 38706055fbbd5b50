"""Do locators read as a person would cite?"""

import unicodedata

import pytest

from api.messages.locators import locator_of


@pytest.mark.parametrize(
    ("headings", "clause", "page", "locator"),
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
def test_a_locator(headings: tuple[str, ...], clause: str | None, page: int | None, locator: str | None) -> None:
    found = locator_of(headings, clause=clause, page=page)
    if locator and locator.endswith("…"):
        assert found is not None
        assert found.endswith("…")
        assert len(found) <= 81
        assert headings[0].startswith(found[:-1])
    else:
        assert found == locator


@pytest.mark.parametrize(
    ("headings", "locator"),
    [
        (("Sổ tay nhân viên",), None),
        (("SỔ TAY  NHÂN VIÊN.",), None),
        ((unicodedata.normalize("NFD", "Sổ tay nhân viên"),), None),
        (("Sổ tay nhân viên", "Nghỉ phép"), "Nghỉ phép"),
        (("Nghỉ phép", "Sổ tay nhân viên"), "Nghỉ phép"),
        (("Sổ tay",), "Sổ tay"),
    ],
)
def test_a_locator_does_not_repeat_the_title(headings: tuple[str, ...], locator: str | None) -> None:
    assert locator_of(headings, clause=None, page=None, title="Sổ tay nhân viên") == locator
    with_page = locator_of(headings, clause=None, page=3, title="Sổ tay nhân viên")
    assert with_page == (f"{locator}, trang 3" if locator else "trang 3")


def test_a_title_without_words_hides_no_heading() -> None:
    assert locator_of(("***",), clause=None, page=None, title="…") == "***"
