"""Does `hoidap verify --citations` give a verdict on each citation of a saved answer?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
TEXT = "Đoàn đại biểu sang thăm nước bạn vào tháng 6. Chuyến thăm kéo dài bốn ngày."
QUESTION = "Chuyến thăm kéo dài bao lâu?"


@pytest.fixture(autouse=True)
def certain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes nearest is an answer."""
    monkeypatch.setenv("HOIDAP_THRESHOLD", "0")


@pytest.fixture(params=["answers", "nearest"])
def saved(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    """A library of one article, and in tra-loi.json an answer from it, or an abstention that shows the same."""
    (tmp_path / "doan.txt").write_text(TEXT, encoding="utf-8")
    assert run("ingest", "doan.txt").exit_code == 0
    reply: dict[str, Any] = json.loads(run("ask", QUESTION, "--json").stdout)
    sentences = reply["answers"]
    assert len(sentences) == 2
    reply |= {"answers": [], "nearest": [], request.param: sentences}
    (tmp_path / "tra-loi.json").write_text(json.dumps(reply), encoding="utf-8")
    return reply


def _answers(reply: dict[str, Any]) -> list[dict[str, Any]]:
    return [*reply["answers"], *reply["nearest"]]


def test_a_saved_answer_is_exact(run: Run, saved: dict[str, Any]) -> None:
    result = run("verify", "--citations", "tra-loi.json")
    assert result.exit_code == 0
    *lines, summary = result.stdout.splitlines()
    count = len(_answers(saved))
    assert len(lines) == count
    assert all(": “" in line and line.partition(". ")[2].startswith("đúng nguyên văn") for line in lines)
    assert summary == f"{count} trích dẫn: {count} đúng nguyên văn."


@pytest.mark.parametrize("wrap", [lambda answers: answers, lambda answers: {"citations": answers}])
def test_a_list_does_as_well(
    run: Run, saved: dict[str, Any], tmp_path: Path, wrap: Callable[[list[dict[str, Any]]], object]
) -> None:
    cited = [answer["citation"] for answer in _answers(saved)]
    (tmp_path / "danh-sach.json").write_text("\ufeff" + json.dumps(wrap(cited)), encoding="utf-8")
    assert run("verify", "--citations", "danh-sach.json").exit_code == 0


def test_other_sources_of_an_answer_are_verified_too(run: Run, tmp_path: Path) -> None:
    for name in ("mot.txt", "hai.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    run("ingest", "mot.txt", "hai.txt")
    output = run("ask", QUESTION, "--json").stdout
    (tmp_path / "tra-loi.json").write_text(output, encoding="utf-8")
    answers = _answers(json.loads(output))
    also = sum(len(answer["also_in"]) for answer in answers)
    assert also
    result = run("verify", "--citations", "tra-loi.json")
    assert result.stdout.splitlines()[-1] == f"{len(answers) + also} trích dẫn: {len(answers) + also} đúng nguyên văn."


def test_the_answers_to_every_question_of_a_message_are_verified(
    run: Run, saved: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "tra-loi.json").write_text(json.dumps(saved | {"parts": [saved, saved]}), encoding="utf-8")
    count = 2 * len(_answers(saved))
    result = run("verify", "--citations", "tra-loi.json")
    assert result.stdout.splitlines()[-1] == f"{count} trích dẫn: {count} đúng nguyên văn."


def test_what_has_moved_changed_or_been_deleted_is_reported_and_fails(
    run: Run, saved: dict[str, Any], tmp_path: Path
) -> None:
    assert run("verify", "--citations", "tra-loi.json").exit_code == 0
    (tmp_path / "doan.txt").write_text("Một câu mới đứng đầu bài. " + TEXT.replace("bốn", "năm"), encoding="utf-8")
    run("ingest", "doan.txt")
    result = run("verify", "--citations", "tra-loi.json")
    assert result.exit_code == 1
    shown = {line.partition("“")[2].partition("”")[0]: line for line in result.stdout.splitlines()[:-1]}
    kept = "Đoàn đại biểu sang thăm nước bạn vào tháng 6."
    assert "đã chuyển chỗ" in shown[kept]
    assert "[26, 71)" in shown[kept]
    assert "đã thay đổi" in shown["Chuyến thăm kéo dài bốn ngày."]
    assert "gần nhất: “Chuyến thăm kéo dài năm ngày.”" in shown["Chuyến thăm kéo dài bốn ngày."]
    assert result.stdout.splitlines()[-1] == "2 trích dẫn: 1 đã chuyển chỗ, 1 đã thay đổi."
    run("remove", _answers(saved)[0]["citation"]["document_id"])
    gone = run("verify", "--citations", "tra-loi.json")
    assert gone.exit_code == 1
    assert gone.stdout.splitlines()[-1] == "2 trích dẫn: 2 không thấy."


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (b"", "không phải JSON"),
        (b"\xff\xfe", "không phải JSON"),
        (b"[" * 100_000, "không phải JSON"),
        (b"{}", "cần câu trả lời đã lưu"),
        (b"5", "cần câu trả lời đã lưu"),
        (b"[]", "không có trích dẫn nào"),
        (b'{"answers": [], "nearest": []}', "không có trích dẫn nào"),
        (b'{"answers": ["x"]}', "citations[0]: phải là một đối tượng JSON"),
        (b'[{"quote": "a"}, {"document_id": "d"}]', "citations[1]: thiếu lời được trích"),
    ],
)
def test_a_file_that_holds_none_is_refused_by_name(run: Run, tmp_path: Path, written: bytes, message: str) -> None:
    (tmp_path / "hong.json").write_bytes(written)
    result = run("verify", "--citations", "hong.json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"hong.json: {message}")


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    result = run("verify", "--citations", "khong-co.json")
    assert result.exit_code == 1
    assert result.stderr.startswith("khong-co.json: không đọc được tệp")


def test_it_makes_no_library(run: Run, saved: dict[str, Any], tmp_path: Path) -> None:
    assert saved
    result = run("verify", "--citations", "tra-loi.json", "--data", "nowhere")
    assert result.exit_code == 1
    assert "Chưa có kho tài liệu" in result.stderr
    assert not (tmp_path / "nowhere").exists()
