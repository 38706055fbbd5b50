"""Does a question get the same answers however its letters, tones and dashes are written?"""

import unicodedata
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embeddings.encoder import FloatArray
from qa.answering.answerer import Answerer
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.ranking.fusion import FusionRanker
from qa.retrieval.local.engine import LocalSearchEngine
from qa.text.keys import matching_keys, usual_form
from qa.types import Abstention, Answers, RawDocument, Source
from tests.fakes import HashingEncoder

TEXTS = [
    "Hiệp ước hữu nghị và hợp tác Việt Nam - Lào được ký ngày 18/7/1977. Thuỷ điện Hòa Bình khởi công năm 1979.",
    "Uỷ ban nhân dân thành phố tổ chức Tuần lễ văn hoá Việt Nam–Lào. Giai đoạn 2020-2021 có mười hai dự án khoẻ mạnh.",
    "Quý bà Thúy làm giám đốc công ty toà nhà. Kỹ sư Nguyễn Văn Tuý xây kho hoá chất ở Mỹ.",
]
QUESTIONS = [
    "Hiệp ước hữu nghị Việt Nam - Lào được ký khi nào?",
    "Thuỷ điện Hoà Bình khởi công năm nào?",
    "Ai tổ chức Tuần lễ văn hóa Việt Nam - Lào?",
    "Giai đoạn 2020-2021 có bao nhiêu dự án?",
    "Quý bà Thuý làm gì ở toà nhà?",
]
SECOND = {"òa": "oà", "óa": "oá", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "ỏe": "oẻ"}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("dang-chu")
    library, encoder = Library.open(folder), LettersEncoder()
    Ingester(library, encoder).ingest(
        RawDocument(f"d{n}", Source(title=f"Bài {n}"), text) for n, text in enumerate(TEXTS)
    )
    yield Answerer(encoder, LocalSearchEngine(library, folder / "indexes"), FusionRanker(), threshold=0.0)
    library.close()


class LettersEncoder(HashingEncoder):
    """Distinguishes texts that differ by a letter, a blank or a mark, as a real encoder may."""

    def embed_queries(self, texts: Sequence[str]) -> FloatArray:
        return super().embed_queries([" ".join([text, *(f"c{ord(sign)}" for sign in text)]) for text in texts])


@st.composite
def written(draw: st.DrawFn, question: str) -> str:
    """The question in another form: every letter composed or not, tones on either vowel, any dash."""
    text = unicodedata.normalize("NFC", question)
    for first, second in SECOND.items():
        one, other = draw(st.sampled_from([(first, second), (second, first)]))
        text = text.replace(one, other)
    dash = draw(st.sampled_from(["-", " - ", "–", " – ", "—", " \u2011 ", "\u2212"]))
    text = text.replace(" - ", dash) if " - " in text else text.replace("-", dash)
    return "".join(unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), letter) for letter in text)


@pytest.mark.parametrize("question", QUESTIONS)
@given(data=st.data())
def test_any_form_of_a_question_gets_the_same_answers(answerer: Answerer, question: str, data: st.DataObject) -> None:
    expected, found = answerer.answer(question), answerer.answer(data.draw(written(question)))
    assert _shown(found) == _shown(expected)


def _shown(outcome: object) -> list[tuple[str, float, float]]:
    assert isinstance(outcome, Answers | Abstention)
    shown = outcome.answers if isinstance(outcome, Answers) else outcome.nearest
    for answer in shown:
        source = TEXTS[int(answer.citation.document_id[1])]
        assert answer.text == source[answer.citation.start : answer.citation.end]
    return [(answer.text, answer.score, answer.confidence) for answer in shown]


@given(
    st.one_of(st.text(max_size=30), st.text(st.sampled_from("hoaeuyqHOAEUY àáảãạòỏ\u0300\u0301 -–—19"), max_size=20))
)
@example("OA\u0323\u0300")
@example("qu\u0301a\u030d\u0323")
def test_the_usual_form_is_its_own_usual_form(text: str) -> None:
    assert usual_form(usual_form(text)) == usual_form(text)


@given(st.text(st.sampled_from("hoaeuyqkHOAEUY àáảạèỳýòỏ -–—19"), max_size=20))
def test_the_usual_form_has_the_same_keys(text: str) -> None:
    assert matching_keys(usual_form(text)) == matching_keys(text)
