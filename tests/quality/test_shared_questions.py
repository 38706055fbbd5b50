"""Does it answer on the five saved news pages that the service was asked for?"""

from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading import read_path
from qa.types import Abstention, Answers, RawDocument, SpanKind
from tests.serving import usual_answerer

PAGES = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages are not beside the repository"),
]

# A question as typed and without its accents, and words that only the right sentence has.
RIGHT = [
    (
        "Ai làm trưởng đoàn đại biểu quân sự cấp cao Lào thăm Việt Nam năm 2022?",
        "Ai lam truong doan dai bieu quan su cap cao Lao tham Viet Nam nam 2022?",
        "thăm chính thức Việt Nam từ ngày 1-4/6",
    ),
    (
        "Năm 2022 được lãnh đạo hai nước xác định là năm gì?",
        "Nam 2022 duoc lanh dao hai nuoc xac dinh la nam gi?",
        "Năm Đoàn kết hữu nghị Việt Nam-Lào, Lào-Việt Nam 2022",
    ),
    (
        "Hợp tác quốc phòng Việt - Lào đi vào chiều sâu trên những lĩnh vực nào?",
        "Hop tac quoc phong Viet - Lao di vao chieu sau tren nhung linh vuc nao?",
        "công tác đảng, công tác chính trị, đào tạo tập huấn",
    ),
    (
        "Thượng tướng Hoàng Xuân Chiến gửi lời chúc mừng tới ai?",
        "Thuong tuong Hoang Xuan Chien gui loi chuc mung toi ai?",
        "gửi lời chúc mừng tới Đại sứ, Tùy viên Quốc phòng",
    ),
]
REFUSED = [
    "Thời tiết Hà Nội ngày mai thế nào?",
    "Thoi tiet Ha Noi ngay mai the nao?",
    "Cách gói bánh chưng?",
    "Cach goi banh chung?",
]


@pytest.fixture(scope="module")
def library(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("pages"))
    report = Ingester(library, encoder).ingest(read_path(PAGES))
    assert len(report.added) == 5
    return library


@pytest.fixture(scope="module")
def answerer(library: Library, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return usual_answerer(encoder, library, tmp_path_factory.mktemp("indexes"))


@pytest.mark.parametrize(("question", "words"), [(typed, words) for *both, words in RIGHT for typed in both])
def test_the_right_sentence_comes_first(answerer: Answerer, question: str, words: str) -> None:
    answered = answerer.answer(question)
    assert isinstance(answered, Answers)
    assert words in answered.answers[0].text


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_pages_do_not_say_is_refused(answerer: Answerer, question: str) -> None:
    assert isinstance(answerer.answer(question), Abstention)


def test_whatever_is_asked_only_body_is_shown(library: Library, answerer: Answerer) -> None:
    """Asked with the very words of captions and of headlines of other articles, which are searched by nobody."""
    documents = [library.document(one.id) for one in library.summaries()]
    body = {(one.id, s.start, s.end) for one in documents for s in one.spans if s.kind is SpanKind.BODY}
    left_out = [
        one.text[s.start : s.end]
        for one in documents
        for s in one.spans
        if s.kind in {SpanKind.CAPTION, SpanKind.RELATED}
    ]
    asked = [text for text in left_out if any(letter.isalpha() for letter in text)]
    assert len(asked) > 20
    for text in asked:
        reply = answerer.answer(text[:500])
        for shown in reply.nearest if isinstance(reply, Abstention) else reply.answers:
            cited = shown.citation
            assert any(
                cited.document_id == name and start <= cited.start and cited.end <= end for name, start, end in body
            )


def test_an_article_in_two_files_is_shown_once_and_stays_when_either_is_removed(
    encoder: Encoder, tmp_path: Path
) -> None:
    library = Library.open(tmp_path)
    Ingester(library, encoder).ingest(read_path(PAGES))
    answerer = usual_answerer(encoder, library, tmp_path / "indexes")
    question, _, words = RIGHT[1]
    answered = answerer.answer(question)
    assert isinstance(answered, Answers)
    assert [words in answer.text for answer in answered.answers] == [True, False, False]
    sources = {one.document_id for one in (answered.answers[0].citation, *answered.answers[0].also_in)}
    assert len(sources) == 2
    raws = [raw for raw in read_path(PAGES) if isinstance(raw, RawDocument)]
    for gone in sources:
        library.remove(gone)
        left = answerer.answer(question)
        assert isinstance(left, Answers)
        assert words in left.answers[0].text
        assert {left.answers[0].citation.document_id} == sources - {gone}
        assert not left.answers[0].also_in
        Ingester(library, encoder).ingest(raws)
    library.close()
