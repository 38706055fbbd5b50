"""Is a SQuAD file read as it is meant, and refused where it is not?"""

import json
from pathlib import Path

import pytest

from qa.errors import EvaluationError
from qa.evaluation.question_file import read_question_file

CONTEXT = "Hà Nội là thủ đô. Huế là cố đô."


def _write(folder: Path, *questions: dict[str, object], context: object = CONTEXT) -> Path:
    path = folder / "hỏi.squad.json"
    paragraph = {"context": context, "qas": list(questions)}
    path.write_text(json.dumps({"version": "v2.0", "data": [{"title": "Đô", "paragraphs": [paragraph]}]}))
    return path


def _asked(*answers: tuple[int, str], impossible: bool = False) -> dict[str, object]:
    written = [{"answer_start": start, "text": text} for start, text in answers]
    return {"question": "Thủ đô ở đâu?", "answers": written, "is_impossible": impossible}


def test_offsets_are_read_as_half_open_spans(tmp_path: Path) -> None:
    read = read_question_file(_write(tmp_path, _asked((0, "Hà Nội"), (18, "Huế"))))
    assert [CONTEXT[start:end] for start, end in read.questions[0].spans] == ["Hà Nội", "Huế"]
    assert read.contexts[0].text == CONTEXT
    assert read.contexts[0].source.title == "Đô"


def test_an_impossible_question_has_no_span_whatever_it_names(tmp_path: Path) -> None:
    read = read_question_file(_write(tmp_path, _asked((0, "Hà Nội"), impossible=True)))
    assert read.questions[0].spans == ()


def test_a_question_without_a_placed_answer_is_left_out_and_counted(tmp_path: Path) -> None:
    read = read_question_file(_write(tmp_path, _asked((0, "Hà Nội")), _asked((-1, "Sài Gòn"))))
    assert (len(read.questions), read.unplaced) == (1, 1)


def test_an_answer_that_is_not_at_its_offset_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="“Huế” không nằm ở vị trí 3"):
        read_question_file(_write(tmp_path, _asked((3, "Huế"))))


def test_a_file_that_is_missing_or_of_another_form_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="Không có tệp"):
        read_question_file(tmp_path / "vắng.json")
    for content, message in [
        (b"\xff\xfe{", "JSON"),
        (b"{", "JSON"),
        (b"[]", "SQuAD"),
        (b'{"data": 3}', "SQuAD"),
        (b'{"data": [{"paragraphs": [{"qas": []}]}]}', "context"),
        (b'{"data": []}', "không có câu hỏi"),
    ]:
        (tmp_path / "x.json").write_bytes(content)
        with pytest.raises(EvaluationError, match=message):
            read_question_file(tmp_path / "x.json")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="Không đọc được"):
        read_question_file(tmp_path)
