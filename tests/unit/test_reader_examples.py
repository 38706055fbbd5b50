"""Are the windows that the reader learns from what they are labelled as?"""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from embeddings.reader.input import MOST_TOKENS, Prompts, ReaderInput, TokenisedText
from qa.learning.passage_reader.batches import BATCH_TOKENS, Source, batch_of, pool_of_batches
from qa.learning.passage_reader.examples import ExampleMaker, Window
from qa.learning.passage_reader.squad_files import (
    Paragraph,
    QuestionSet,
    ReaderQuestion,
    read_english,
    read_vietnamese,
)

SENTENCES = (
    "Hồ Đại Lải rộng 525 héc-ta.",
    "Nước hồ tưới cho ba xã quanh vùng.",
    "Hồ được đào từ năm 1959 và xong năm 1963.",
    "Mùa hè, nhiều người tới đây bơi thuyền.",
)
TEXT = " ".join(SENTENCES)
ANSWER = "525 héc-ta"


def borders(sentences: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    ends = np.cumsum([len(one) + 1 for one in sentences]) - 1
    return tuple((int(end) - len(one), int(end)) for one, end in zip(sentences, ends, strict=True))


@pytest.fixture(scope="session")
def tokenizer(builtin_model: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(builtin_model / "tokenizer.json"))
    tokenizer.no_truncation()
    return tokenizer


@pytest.fixture
def questions() -> QuestionSet:
    start = TEXT.index(ANSWER)
    return QuestionSet(
        "test",
        (Paragraph("Hồ Đại Lải", TEXT, borders(SENTENCES)), Paragraph("Hồ Đại Lải", "Cá ở đây ngon.", ((0, 14),))),
        (
            ReaderQuestion("Hồ rộng bao nhiêu?", 0, 0, (start, start + len(ANSWER)), "vi"),
            ReaderQuestion("Hồ được đào khi nào?", 0, 2, None, "vi"),
            ReaderQuestion("Hồ sâu bao nhiêu?", 0, None, None, "vi"),
        ),
    )


def windows(tokenizer: Tokenizer, questions: QuestionSet, number: int) -> Iterator[tuple[Window, ...]]:
    maker = ExampleMaker(tokenizer, questions)
    return (maker.group(number, random.Random(seed)) for seed in range(40))  # noqa: S311 - nothing secret


def words(tokenizer: Tokenizer, window: Window, tokens: tuple[int, int]) -> str:
    pieces = [str(tokenizer.id_to_token(one)) for one in window.input.ids[slice(*tokens)]]
    return "".join(pieces).replace("▁", " ").strip()


def test_span_and_sentence_are_those_that_answer(tokenizer: Tokenizer, questions: QuestionSet) -> None:
    answered = 0
    for first, *others in windows(tokenizer, questions, 0):
        assert all(one.span is None and one.sentence is None for one in others)
        if first.sentence:  # else the question was altered
            assert first.span
            assert words(tokenizer, first, first.span).startswith(ANSWER)
            assert words(tokenizer, first, first.sentence) == SENTENCES[0]
            answered += 1
    assert answered > 20


def test_where_only_the_sentence_is_known_there_is_no_span(tokenizer: Tokenizer, questions: QuestionSet) -> None:
    found = [group[0] for group in windows(tokenizer, questions, 1)]
    assert all(one.span is None for one in found)
    assert {words(tokenizer, one, one.sentence) for one in found if one.sentence} == {SENTENCES[2]}


def test_unanswerable_questions_have_nothing_marked(tokenizer: Tokenizer, questions: QuestionSet) -> None:
    batch = batch_of(list(windows(tokenizer, questions, 2)))
    assert not batch.starts.any()
    assert not batch.sentence.any()
    assert batch.body.any(axis=1).all()


def test_a_pool_is_the_same_each_time_and_differs_from_the_next(tokenizer: Tokenizer, questions: QuestionSet) -> None:
    sources = [Source(ExampleMaker(tokenizer, questions), 1.0)]
    first, again, other = (pool_of_batches(sources, seed=3, number=number) for number in (0, 0, 1))
    assert all(np.array_equal(one.ids, two.ids) for one, two in zip(first, again, strict=True))
    assert [one.ids.tolist() for one in first] != [one.ids.tolist() for one in other]
    assert all(batch.ids.size <= BATCH_TOKENS for batch in first)
    assert all((batch.mask.sum(axis=1) > 0).all() for batch in first)


def test_no_sequence_is_longer_than_the_reader_reads(tokenizer: Tokenizer) -> None:
    question, title = (TokenisedText.of(tokenizer, text * 400) for text in ("hỏi ", "tên "))
    read = ReaderInput.of(Prompts.of(tokenizer), question, title, TokenisedText.of(tokenizer, "chữ " * 900).ids)
    assert len(read.ids) == MOST_TOKENS
    assert 0 < read.first < read.behind_last == MOST_TOKENS - 1


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write("\n".join(json.dumps(row) for row in [{"meta": {}}, *rows]))
    return path


def test_guessed_sentences_are_left_out(tmp_path: Path) -> None:
    qas = [
        {"question": "Where?", "answer": "Hue", "answer_start": 0, "sent": 0, "conf": conf}
        for conf in ("unique", "guessed")
    ]
    row: dict[str, object] = {"title": "Hue_city", "context": "Hue is old.", "sentences": [[0, 11]], "qas": qas}
    found = read_english(write(tmp_path / "a.jsonl.gz", [row]))
    assert len(found.questions) == 1
    assert found.paragraphs[0].title == "Hue city"
    assert found.questions[0].span == (0, 3)


def test_broken_paragraphs_and_those_of_an_evaluation_set_are_left_out(tmp_path: Path) -> None:
    row = {"title": "A", "context": "Huế cổ kính.", "sentences": [[0, 12]], "in_xquad": False, "mojibake": False}
    row |= {"qas": [{"question": "Ở\u200b đâu?", "conf": "impossible", "sent": []}]}
    rows = [row, {**row, "in_xquad": True}, {**row, "mojibake": True}]
    found = read_vietnamese(write(tmp_path / "a.jsonl.gz", rows))
    assert len(found.paragraphs) == 1
    assert found.questions == (ReaderQuestion("Ở đâu?", 0, None, None, "vi"),)
