"""Is the day of a text what the text says, and nothing where it says nothing?"""

from datetime import date

import pytest

from qa.cleaning import mark_spans, published_on

BODY = "Đoàn công tác đã đến thăm xã vùng cao và làm việc với bà con về cây chè."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"date 2025-11-21 Cây cầu cũ. Ảnh: Lê Minh - TTXVN\n\n{BODY}", date(2025, 11, 21)),
        (f"Cầu mới ở xã\nThứ Sáu, 21/11/2025 | 08:30\n{BODY}", date(2025, 11, 21)),
        (f"{BODY}\n\nHà Giang, ngày 3 tháng 5 năm 2019", date(2019, 5, 3)),
        (f"Chiều 26/1, {BODY}\n\nLễ khánh thành ngày 26/1/2022 có ba trăm người dự.", date(2022, 1, 26)),
        (f"(TTXVN) - Sáng 26/1, {BODY} Hôm 26/1/2022 trời rét.", date(2022, 1, 26)),
        (f"Chiều 26/1, {BODY} Cầu xong năm 2022.", None),
        (f"Chiều 26/1, {BODY} Việc bàn từ 26/1/2021, xong 26/1/2022.", None),
        (f"{BODY} Cầu xong ngày 21/11/2025.", None),
        (f"Cầu mới ở xã\n31/2/2025 08:30\n{BODY}", None),
        (BODY, None),
    ],
)
def test_the_day_that_a_text_gives_itself(text: str, day: date | None) -> None:
    assert published_on(text, mark_spans(text, None)) == day
