"""Does the newest source come first where a question asks for the present state?

Forty pairs of documents that say the same of two days: who holds an office, what something costs, how many there are.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.types import Answers, RawDocument, Source
from tests.serving import usual_answerer

NEWEST_FIRST = 38
OLD, NEW = date(2022, 3, 1), date(2025, 3, 12)

TOWNS = ["Lục Dạ", "Môn Sơn", "Cửa Lò", "Hưng Yên", "Đại Sơn", "Phú Ninh", "Tân Kỳ", "Quế Phong", "Kim Bảng", "Yên Khê"]
NAMES = ["Vi Văn Thìn", "Lô Thị Nhàn", "Hà Văn Chín", "Lữ Thị Mai", "Vi Thị Lan", "Kha Văn Tám", "Lang Văn Sơn"]
# What is asked, what the old document says and what the new one says.
KINDS = [
    ("Chủ tịch xã {} hiện nay là ai?", "Chủ tịch xã {} là ông {old}.", "Ông {new} được bầu làm Chủ tịch xã {}."),
    ("Giá vé vào cổng đền {} bây giờ là bao nhiêu?", "Giá vé vào cổng đền {} là {n}.000 đồng.",
     "Đền {} thu vé vào cổng {m}.000 đồng một người."),
    ("Thị trấn {} hiện nay có bao nhiêu hộ nghèo?", "Thị trấn {} có {n} hộ nghèo.",
     "Số hộ nghèo của thị trấn {} là {m}."),
    ("Hiệu trưởng đương nhiệm của trường {} là ai?", "Hiệu trưởng trường {} là bà {old}.",
     "Bà {new} là hiệu trưởng trường {}."),
]  # fmt: skip


def _documents() -> Iterator[tuple[str, RawDocument, RawDocument]]:
    for number in range(40):
        (asked, old, new), town = KINDS[number % 4], TOWNS[number // 4]
        facts = {"old": NAMES[number % 7], "new": NAMES[(number + 3) % 7], "n": 20 + number, "m": 63 + number}
        pair = [
            RawDocument(
                f"{number}-{day.year}",
                Source(f"Tin {town} {number}", "Báo Xã", None, day),
                f"{text.format(town, **facts)} Tin do văn phòng {town} cung cấp.",
            )
            for day, text in ((OLD, old), (NEW, new))
        ]
        yield asked.format(town), pair[0], pair[1]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("hien-nay")
    library = Library.open(folder)
    Ingester(library, encoder).ingest([one for _, *pair in _documents() for one in pair])
    yield usual_answerer(encoder, library, folder / "indexes")
    library.close()


def test_the_newest_comes_first(answerer: Answerer) -> None:
    wrong = []
    for asked, _, new in _documents():
        reply = answerer.answer(asked)
        shown = reply.answers if isinstance(reply, Answers) else ()
        if not shown or shown[0].text not in new.text:
            wrong.append((asked, [(one.text, one.confidence) for one in shown]))
    assert 40 - len(wrong) >= NEWEST_FIRST, wrong
