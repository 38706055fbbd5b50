"""Do the shipped documents hold what the shipped questions promise?"""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TypedDict

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOCUMENTS = SEEDS / "documents"
NAMES = sorted(path.name for path in DOCUMENTS.iterdir())
TAIL_HEADINGS = {"Tin bài liên quan", "Các tin bài khác", "Có thể bạn quan tâm", "Đọc nhiều"}
CAPTION_LINE = re.compile(r"Ảnh:|^!\[|^\s*date ")
BREAK_AFTER_SENTENCE = re.compile(r"(?<=[.?!])\s+")
UNREAD_ELEMENTS = {"head", "nav", "header", "aside", "footer", "figure"}


class Reference(TypedDict):
    document: str
    answer: str


class BodyLines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in UNREAD_ELEMENTS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.lines.append(data)


def read(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")


def body_lines(name: str) -> list[str]:
    if name.endswith(".html"):
        parser = BodyLines()
        parser.feed(read(name))
        return parser.lines
    lines = read(name).split("---\n", 2)[2].splitlines()
    times = Counter(line for line in lines if line.strip())
    kept = []
    for line in lines:
        if line.lstrip("# ") in TAIL_HEADINGS:
            break
        # A line that stands twice is a doubled caption.
        if not CAPTION_LINE.search(line) and times[line] < 2 and not line.startswith("#"):
            kept.append(line)
    return kept


def sentences(name: str) -> set[str]:
    return {sentence for line in body_lines(name) for sentence in BREAK_AFTER_SENTENCE.split(line.strip())}


def questions() -> list[dict[str, object]]:
    lines = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def references() -> list[Reference]:
    found: list[Reference] = []
    for asked in questions():
        if asked["answer"] is not None:
            found.append(Reference(document=str(asked["document"]), answer=str(asked["answer"])))
            found.extend(asked.get("also", []))  # type: ignore[arg-type]  # JSON has no static type
    return found


def test_there_are_enough_documents_and_questions() -> None:
    answered = [asked for asked in questions() if asked["answer"] is not None]
    assert len(NAMES) >= 8
    assert sum(name.endswith(".html") for name in NAMES) >= 2
    assert len(answered) >= 60
    assert len(questions()) - len(answered) >= 20


def test_no_question_is_asked_twice() -> None:
    times = Counter(asked["question"] for asked in questions())
    assert [question for question, count in times.items() if count > 1] == []


def test_a_question_without_an_answer_names_no_document() -> None:
    for asked in questions():
        if asked["answer"] is None:
            assert set(asked) == {"question", "answer"}


@pytest.mark.parametrize("reference", references(), ids=lambda reference: reference["answer"][:40])
def test_an_answer_is_one_whole_sentence_of_the_body(reference: Reference) -> None:
    assert reference["document"] in NAMES
    assert reference["answer"] in read(reference["document"])
    assert reference["answer"] in sentences(reference["document"])
    assert reference["answer"].endswith(".")


def test_a_shared_sentence_is_right_wherever_it_stands() -> None:
    bodies = {name: sentences(name) for name in NAMES}
    for asked in questions():
        if asked["answer"] is None:
            continue
        listed = [(asked["document"], asked["answer"])]
        listed += [(also["document"], also["answer"]) for also in asked.get("also", [])]  # type: ignore[attr-defined]  # JSON
        assert len(set(listed)) == len(listed), asked["question"]
        standing = {(name, answer) for _, answer in listed for name in NAMES if answer in bodies[name]}
        assert standing == set(listed), asked["question"]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_its_title_and_publisher(name: str) -> None:
    text = read(name)
    if name.endswith(".html"):
        for mark in (
            "<title>",
            "og:title",
            "og:site_name",
            "article:published_time",
            'rel="canonical"',
            "<figcaption>",
        ):
            assert mark in text
        return
    opening, front, _ = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    assert opening == ""
    assert {"title", "publisher"} <= set(fields) <= {"title", "publisher", "url", "published_at"}
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", fields.get("published_at", "2026-01-01"))


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_the_length_of_a_short_page(name: str) -> None:
    assert 250 <= sum(len(line.split()) for line in body_lines(name)) <= 600


def test_the_two_documents_on_one_event_share_sentences() -> None:
    shared = sentences("dai-tuong-phan-van-giang-gap-bo-truong-quoc-phong-lao.html")
    shared &= sentences("tin-nhanh-cuoc-gap-ngay-26-1.txt")
    assert len([sentence for sentence in shared if len(sentence) > 40]) >= 3
