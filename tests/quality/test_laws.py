"""Does an answer from a law name the law, its Điều and its khoản?

The laws are those beside the repository; the names of their chapters and articles come from the texts themselves.
"""

import re
from pathlib import Path

import pytest

from api.messages.locators import locator_of
from embeddings.encoder import Encoder
from qa.ingesting.ingester import Ingester
from qa.ingesting.preparing import prepare
from qa.library.store import Library
from qa.reading import read_path
from qa.types import Answers, RawDocument
from tests.serving import usual_answerer

LAWS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "laws"
LABOUR = LAWS / "bo-luat-lao-dong.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not LABOUR.is_file(), reason="the laws are not beside the repository"),
]

_ARTICLE = re.compile(r"^[ \t]*Điều \d+[a-z]?\b", re.MULTILINE)


def read(path: Path) -> RawDocument:
    (found,) = read_path(path)
    assert isinstance(found, RawDocument)
    return found


def test_nearly_every_article_of_every_law_heads_what_stands_below_it() -> None:
    articles_in_all = headed = 0
    for path in sorted(LAWS.glob("*.txt")):
        raw = read(path)
        articles = {found[0].strip() for found in _ARTICLE.finditer(raw.text)}
        named = {
            found[0]
            for passage in prepare(raw).passages
            for start, end in passage.headings
            if (found := _ARTICLE.match(raw.text[start:end]))
        }
        articles_in_all += len(articles)
        headed += len(articles & named)
    assert headed >= 0.97 * articles_in_all, f"{headed} of {articles_in_all}"


@pytest.mark.model
def test_an_answer_names_the_law_its_article_and_its_clause(encoder: Encoder, tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    raw = read(LABOUR)
    # The chapter on working time and its neighbours: the whole code takes a minute to encode.
    start, end = raw.text.index("Điều 98."), raw.text.index("Điều 117.")
    head = raw.text[: raw.text.index("Chương I\n")]
    part = RawDocument(raw.origin, raw.source, f"{head}{raw.text[start:end]}")
    Ingester(library, encoder).ingest([part])
    answerer = usual_answerer(encoder, library, tmp_path / "chỉ mục")
    for question, locator in (
        ("Thời giờ làm việc bình thường không quá bao nhiêu giờ một ngày?", "Điều 105, khoản 1"),
        ("Mỗi tuần người lao động được nghỉ ít nhất bao nhiêu giờ liên tục?", "Điều 111, khoản 1"),
        ("Người lao động được nghỉ Tết Âm lịch mấy ngày?", "Điều 112, khoản 1"),
    ):
        answered = answerer.answer(question)
        assert isinstance(answered, Answers), question
        cited = answered.answers[0].citation
        assert cited.source.title == "BỘ LUẬT LAO ĐỘNG"
        assert locator_of(cited.headings, clause=cited.clause, page=cited.page) == locator, question
    library.close()
