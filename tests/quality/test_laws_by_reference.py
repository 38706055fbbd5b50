"""Is a clause of a law found by its number, however the question is written?

Sixty questions over the laws beside the repository, ten in each of six spellings. What is right is read out of
the files with patterns of this test's own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.reading import read_path
from qa.retrieval.local.engine import LocalSearchEngine
from qa.text.keys import folded_key
from qa.types import Answers, RawDocument
from tests.documents import encoded_documents
from tests.fakes import HashingEncoder

LAWS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "laws"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LAWS.is_dir(), reason="the laws are not beside the repository"),
]

# At least so many of the sixty.
FLOOR = 57

# As people call them, which is not always as they are titled.
NAMES = {
    "bo-luat-dan-su": "Bộ luật Dân sự", "bo-luat-lao-dong": "Bộ luật Lao động", "hien-phap": "Hiến pháp",
    "bo-luat-hinh-su": "Bộ luật Hình sự", "luat-bao-chi": "Luật Báo chí", "luat-cu-tru": "Luật Cư trú",
    "luat-dat-dai": "Luật Đất đai", "luat-dau-tu": "Luật Đầu tư", "luat-doanh-nghiep": "Luật Doanh nghiệp",
    "luat-giao-duc": "Luật Giáo dục", "luat-hon-nhan-va-gia-dinh": "Luật Hôn nhân và gia đình",
    "luat-phong-chay-chua-chay": "Luật Phòng cháy chữa cháy", "luat-an-ninh-quoc-gia": "Luật An ninh quốc gia",
    "luat-thuy-san": "Luật Thủy sản", "luat-sy-quan-quan-doi-nhan-dan-viet-nam": "Luật Sĩ quan Quân đội nhân dân",
    "luat-phong-chong-ma-tuy": "Luật Phòng, chống ma túy", "luat-nha-o": "Luật Nhà ở",
    "luat-giao-thong-duong-bo": "Luật Giao thông đường bộ", "luat-to-chuc-quoc-hoi": "Luật Tổ chức Quốc hội",
    "luat-thue-gia-tri-gia-tang": "Luật Thuế giá trị gia tăng",
}  # fmt: skip

_ARTICLE = re.compile(
    r"^(?:Điều|ĐIỀU) (\d+)[.:]?(.*?)(?=^(?:(?:Điều|ĐIỀU) \d+|Chương |Mục |PHẦN |Phần |CHƯƠNG |MỤC )|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CLAUSE = re.compile(r"^(\d+)[.-]\s+(.*?)(?=^\d+[.-]\s|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Clause:
    """A clause of a law; with number None the whole article. `text` has its blanks made single."""

    law: str
    article: str
    number: str | None
    text: str


def _unaccented(text: str) -> str:
    return " ".join(folded_key(word) for word in re.findall(r"\w+", text))


def _place(one: Clause, joint: str = " ") -> str:
    return (f"Khoản {one.number}{joint}" if one.number else "") + f"Điều {one.article}"


SPELLINGS: list[Callable[[Clause], str]] = [
    lambda one: f"{_place(one)} của {NAMES[one.law]} quy định gì?",
    lambda one: f"{_place(one, ', ')} {NAMES[one.law]}".lower(),
    lambda one: _unaccented(f"{_place(one)} {NAMES[one.law]} nói gì"),
    lambda one: f"điều {one.article}" + (f" khoản {one.number}" if one.number else "") + f" {NAMES[one.law]}",
    lambda one: f"THEO {NAMES[one.law]} THÌ {_place(one)} QUY ĐỊNH NHƯ THẾ NÀO".upper(),
    lambda one: f"Dạ cho em hỏi {_place(one, ' của ').lower()} {NAMES[one.law]} có nội dung gì vậy ạ? Em cảm ơn ạ",
]


def _clauses(law: str, random: Random) -> Iterator[Clause]:
    """One clause and one article without clauses of this law."""
    text = (LAWS / f"{law}.txt").read_text("utf-8")
    # Behind the last one are the signatures.
    articles = [(found[1], found[2]) for found in _ARTICLE.finditer(text) if len(found[2]) < 3_000][:-1]
    numbered = [(number, list(_CLAUSE.finditer(body))) for number, body in articles]
    number, clauses = random.choice([one for one in numbered if _is_numbered(one[1])])
    clause = random.choice(clauses)
    yield Clause(law, number, clause[1], " ".join(clause[0].split()))
    plain = [(number, body) for number, body in articles if not _CLAUSE.search(body) and "\n" in body.strip()]
    if plain:
        number, body = random.choice(plain)
        yield Clause(law, number, None, " ".join(body.partition("\n")[2].split()))


def _is_numbered(clauses: list[re.Match[str]]) -> bool:
    return len(clauses) > 1 and [one[1] for one in clauses] == [str(number + 1) for number in range(len(clauses))]


@pytest.fixture(scope="module")
def questions() -> list[tuple[str, Clause]]:
    random = Random(21)  # noqa: S311 - test data
    asked: list[tuple[str, Clause]] = []
    while len(asked) < 60:
        for law in NAMES:
            asked += ((SPELLINGS[(len(asked) + step) % 6](one), one) for step, one in enumerate(_clauses(law, random)))
    return asked[:60]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("luat")
    library = Library.open(folder)
    for path in sorted(LAWS.glob("*.txt")):
        library.save(encoded_documents(*(read for read in read_path(path) if isinstance(read, RawDocument))))
    yield Answerer(HashingEncoder(), LocalSearchEngine(library, folder / "indexes"), FusionRanker(), threshold=0)
    library.close()


def test_most_clauses_are_found_by_their_numbers(answerer: Answerer, questions: list[tuple[str, Clause]]) -> None:
    wrong = [question for question, one in questions if not _is_right(answerer, question, one)]
    assert len(questions) - len(wrong) >= FLOOR, wrong


def _is_right(answerer: Answerer, question: str, one: Clause) -> bool:
    """Whether the first answer is the clause, whole and nothing else."""
    reply = answerer.answer(question)
    return isinstance(reply, Answers) and " ".join(reply.answers[0].text.split()) == one.text
