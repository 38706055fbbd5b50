"""Are abbreviations learned where a text defines them, and nowhere else?"""

import unicodedata

import pytest

from qa.text.abbreviation_definitions import Definition, definitions

DEFINED = [
    ("Trung tâm dữ liệu (TTDL) đặt ở Huế.", "TTDL", "Trung tâm dữ liệu"),
    ("Năm ấy Quân đội nhân dân (QĐND) ra đời.", "QĐND", "Quân đội nhân dân"),
    ("Khách của Bộ Tư lệnh (BTL) đã đến.", "BTL", "Bộ Tư lệnh"),
    ("Ban quản lý rừng (BQLR, lập năm 1990) họp.", "BQLR", "Ban quản lý rừng"),
    ("Sở Văn hóa, Thể thao và Du lịch (SVHTTDL) mở lễ hội.", "SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Vụ Khoa học và Công nghệ (VKH&CN) họp.", "VKH&CN", "Vụ Khoa học và Công nghệ"),
    ("Họ bay tới Thành phố Hồ Chí Minh (TP.HCM) hôm qua.", "TP.HCM", "Thành phố Hồ Chí Minh"),
    ("Ban chấp hành Trung ương (BCHTW) họp.", "BCHTW", "Ban chấp hành Trung ương"),
    ("Ban quản lý rừng, gọi tắt là BQLR, lập năm 1990.", "BQLR", "Ban quản lý rừng"),
    ("Hội đồng hương (sau đây gọi tắt là HĐH) họp.", "HĐH", "Hội đồng hương"),
    ("Đài quan sát – viết tắt: ĐQS – ở trên núi.", "ĐQS", "Đài quan sát"),
    ("HTĐ (hệ thống điện) chạy tốt.", "HTĐ", "hệ thống điện"),
    ("HTĐ (viết tắt của hệ thống điện) chạy tốt.", "HTĐ", "hệ thống điện"),
    ("HTĐ là chữ viết tắt của hệ thống điện.", "HTĐ", "hệ thống điện"),
    ("Thư viện (National Library Board, viết tắt NLB) mở cửa.", "NLB", "National Library Board"),
    ("Đảng bộ “Quê hương mới” (QHM) đã lập.", "QHM", "Quê hương mới"),
]


@pytest.mark.parametrize(("text", "short", "long"), DEFINED)
def test_a_definition_is_found(text: str, short: str, long: str) -> None:
    assert definitions([text]) == (Definition(short, long),)
    assert definitions([unicodedata.normalize("NFD", text)]) == (Definition(short, long),)


@pytest.mark.parametrize(
    "text",
    [
        "Sông Hồng (Việt Nam) chảy qua Hà Nội.",
        "Tổng sản phẩm trong nước (GDP) tăng.",
        "Trung tâm lớn dữ liệu (TTDL) ở Huế.",
        "Ông đến Trung tâm. Dữ liệu (TTDL) ở Huế.",
        "Thác Thăm Thẳm (TTT huyện) cao.",
        "Khí này (CO2) nặng.",
        "Đội hình (ĐH) và Du hành (ĐH)."[15:],
        "HTĐ (hệ thống điện lực miền núi) chạy tốt.",
        "Tên viết tắt của doanh nghiệp.",
        "Người ta gọi tắt là ABC.",
        "(TTDL)",
        "",
    ],
)
def test_what_defines_nothing_teaches_nothing(text: str) -> None:
    assert definitions([text]) == ()


def test_every_distinct_definition_is_returned_once_in_order() -> None:
    texts = [
        "Phòng thí nghiệm (PTN) mới.",
        "Phòng truyền nghề (PTN) và phòng thí nghiệm (PTN).",
        "Phòng thí nghiệm (PTN).",
    ]
    assert [one.long for one in definitions(texts)] == ["Phòng thí nghiệm", "Phòng truyền nghề", "phòng thí nghiệm"]


@pytest.mark.parametrize(
    "text", ["A" * 50_000, "(A" * 20_000, "viết tắt " * 10_000, "AB (" * 20_000, "a và " * 20_000 + "(ABC)"]
)
def test_a_long_text_of_signs_is_read_in_the_end(text: str) -> None:
    assert definitions([text]) == ()
