"""Does `hoidap evaluate` report its figures, as text, as JSON and as a page?"""

import json
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result

import api.wiring
from qa.library.store import DATABASE_NAME
from tests.fakes import HashingEncoder

Run = Callable[..., Result]
TOWNS = {"Hà Nội": "thủ đô", "Huế": "cố đô", "Đà Lạt": "thành phố hoa", "Hội An": "phố cổ"}
SLY = "Hội An có <script>alert(1)</script> & “phố” không?"


def write_questions(path: Path, towns: dict[str, str], *extra: str) -> Path:
    """A context for each town, a question on each, and extra ones without an answer."""
    paragraphs = []
    for town, name in towns.items():
        context = f"{town} là {name} của nước ta. Người ta đến {town} mỗi mùa xuân."
        answer = {"text": name, "answer_start": context.index(name)}
        asked: list[dict[str, object]] = [{"question": f"{town} được gọi là gì?", "answers": [answer]}]
        if town == next(iter(towns)):
            asked += [{"question": one, "answers": [], "is_impossible": True} for one in extra]
        paragraphs.append({"id": f"{town}-1", "context": context, "qas": asked})
    path.write_text(json.dumps({"version": "v2.0", "data": [{"title": "Đô thị", "paragraphs": paragraphs}]}))
    return path


@pytest.fixture
def asked(tmp_path: Path) -> str:
    return str(write_questions(tmp_path / "hỏi.squad.json", TOWNS, SLY))


@pytest.fixture
def big(run: Run, tmp_path: Path) -> str:
    """The data folder of a library with a document of its own."""
    (tmp_path / "khac.txt").write_text("Cần Thơ là thủ phủ của miền Tây. Chợ nổi họp từ sáng sớm.", encoding="utf-8")
    assert run("ingest", "khac.txt", "--data", "kho-lon").exit_code == 0
    assert run("ask", "Cần Thơ?", "--data", "kho-lon").exit_code == 0  # makes its indexes
    return "kho-lon"


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def report_of(result: Result) -> dict[str, object]:
    assert result.exit_code == 0, result.output
    read: dict[str, object] = json.loads(result.stdout)
    return read


class TestFigures:
    def test_as_json(self, run: Run, asked: str, tmp_path: Path) -> None:
        figures = report_of(run("evaluate", asked, "--json"))
        assert (figures["questions"], figures["answerable"]) == (5, 4)
        sentence = figures["sentence"]
        assert isinstance(sentence, dict)
        assert set(sentence) == {"hit@1", "hit@5", "mrr@10", "ndcg@10", "interval"}
        for name, (low, high) in sentence["interval"].items():
            assert 0 <= low <= sentence[name] <= high <= 1
        assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["hỏi.squad.json"]

    def test_as_text(self, run: Run, asked: str) -> None:
        result = run("evaluate", asked, "--misses", "3")
        lines = result.stdout.splitlines()
        assert lines[0] == "5 câu hỏi, 4 câu có câu trả lời"
        assert lines[1].split() == ["hit@1", "hit@5", "MRR@10", "nDCG@10"]
        for name in ("ECE", "Brier", "AUROC", "AURC", "ngưỡng", "ms (trung vị)"):
            assert name in result.stdout

    def test_misses_show_what_was_answered_and_what_is_right(
        self, run: Run, asked: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        (first, *_) = report_of(run("evaluate", asked, "--json", "--misses", "9"))["misses"]  # type: ignore[misc]
        assert isinstance(first, dict)
        assert first["question"] == SLY
        assert first["right"] is first["rank"] is None
        assert first["answer"]
        shown = run("evaluate", asked, "--misses", "9").stdout
        assert f"1. {SLY}" in shown
        assert "tài liệu không có câu trả lời" in shown

    def test_off_topic_questions_count_as_unanswerable(self, run: Run, asked: str, tmp_path: Path) -> None:
        other = write_questions(tmp_path / "lạ.squad.json", {"Pa-ri": "kinh đô ánh sáng", "Rôm": "thành phố cổ"})
        plain = report_of(run("evaluate", asked, "--json"))
        figures = report_of(run("evaluate", asked, "--json", "--off-topic", str(other)))
        assert (figures["questions"], figures["answerable"]) == (7, 4)
        assert figures["sentence"] == plain["sentence"]
        result = run("evaluate", asked, "--off-topic", asked)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "cũng có trong tệp được hỏi" in result.stderr


class TestKinds:
    @pytest.fixture
    def other(self, tmp_path: Path) -> str:
        """Towns of another kind, in a file of their own."""
        towns = {"Pa-ri": "kinh đô ánh sáng", "Rôm": "thành phố cổ"}
        return str(write_questions(tmp_path / "lạ.squad.json", towns, "Vũng Tàu có mấy ngọn hải đăng?"))

    def test_each_is_asked_of_its_own_library(
        self, run: Run, asked: str, other: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        figures = report_of(run("evaluate", asked, "--json", "--kinds", other))
        alone = report_of(run("evaluate", other, "--json"))
        ours, theirs = figures["kinds"]  # type: ignore[misc]
        assert (ours["kind"], ours["questions"]) == (asked, 5)
        assert (theirs["kind"], theirs["questions"], theirs["refused"]) == (other, 3, 0)
        assert theirs["hit_at_1"] == alone["sentence"]["hit@1"]  # type: ignore[index]
        assert theirs["precision"] == pytest.approx(theirs["hit_at_1"] * 2 / 3)
        assert theirs["right_answered"] == 1
        assert "kinds" not in alone

    def test_the_worst_is_named(self, run: Run, asked: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        last = run("evaluate", asked, "--kinds", other).stdout.splitlines()[-1]
        assert last.startswith(f"Kém nhất: {other}, ")

    def test_nothing_answered_has_no_precision(
        self, run: Run, asked: str, other: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "1")
        shown = run("evaluate", asked, "--kinds", other).stdout
        assert "Kém nhất" not in shown
        assert shown.splitlines()[-1].split()[-4:] == ["100.0%", "–", "0.0%", "100.0%"]

    def test_one_that_is_missing_is_named_before_anything_is_asked(self, run: Run, asked: str) -> None:
        result = run("evaluate", asked, "--kinds", "không-có.json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "không-có.json" in result.stderr


class TestCorpus:
    def test_documents_are_read_beside_the_contexts(self, run: Run, asked: str, tmp_path: Path) -> None:
        # Says what the question asks, more nearly than its own context.
        thief = {"_id": "kẻ cắp", "title": "Huế được gọi là gì", "text": "Huế được gọi là gì thì ai cũng biết."}
        (tmp_path / "them.jsonl").write_text(json.dumps(thief) + "\n{}\n")
        alone = report_of(run("evaluate", asked, "--json"))
        result = run("evaluate", asked, "--json", "--corpus", "them.jsonl")
        assert "Từ chối them.jsonl, dòng 2" in result.stderr
        assert json.loads(result.stdout)["passage"]["mrr@10"] < alone["passage"]["mrr@10"]  # type: ignore[index]

    def test_a_library_is_used_with_its_vectors_and_left_as_it_is(
        self, run: Run, asked: str, big: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        encoder = HashingEncoder()
        monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: encoder)
        before = run("documents", "--data", big).stdout
        result = run("evaluate", asked, "--misses", "9", "--corpus", big)
        assert result.exit_code == 0
        assert not any("Cần Thơ" in text for text in encoder.read)
        assert any("Hội An" in text for text in encoder.read)
        assert run("documents", "--data", big).stdout == before
        assert run("verify", "--data", big).exit_code == 0
        (tmp_path / "can-tho.json").write_text(
            json.dumps({"data": [{"paragraphs": [{"id": "x", "context": "Mưa rơi cả ngày.", "qas": [
                {"question": "Cần Thơ là thủ phủ của miền nào?", "answers": [{"text": "Mưa", "answer_start": 0}]}
            ]}]}]})
        )  # fmt: skip
        shown = run("evaluate", "can-tho.json", "--misses", "1", "--corpus", big).stdout
        assert "Cần Thơ là thủ phủ của miền Tây." in shown

    def test_a_library_of_another_model_is_refused_by_name(
        self, run: Run, asked: str, big: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: HashingEncoder("khác:64"))
        result = run("evaluate", asked, "--corpus", big)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("--corpus kho-lon: ")
        assert "hashing:64" in result.stderr
        assert "khác:64" in result.stderr

    def test_what_cannot_be_used_is_refused_before_the_model_is_loaded(
        self, run: Run, asked: str, big: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: pytest.fail("loaded"))
        second = tmp_path / "kho-hai"
        second.mkdir()
        with sqlite3.connect(second / DATABASE_NAME):
            pass
        for typed, reason in (
            (["--corpus", "vắng"], "--corpus vắng: không có tệp"),
            (["--corpus", big, "--corpus", "kho-hai"], "--corpus kho-hai: chỉ dùng được một kho"),
            (["--html", "vắng/a.html"], "--html vắng/a.html: cần tên một tệp"),
            (["--save", str(tmp_path)], f"--save {tmp_path}: cần tên một tệp"),
            (["--compare", "vắng.jsonl"], "Không có tệp vắng.jsonl"),
            (["--off-topic", "vắng.json"], "Không có tệp vắng.json"),
        ):
            result = run("evaluate", asked, *typed)
            assert (result.exit_code, result.stdout) == (1, "")
            assert result.stderr.startswith(reason)

    def test_a_precision_out_of_reach_is_refused_before_anything_is_encoded(
        self, run: Run, asked: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(HashingEncoder, "embed_passages", lambda *_: pytest.fail("encoded"))
        monkeypatch.setenv("HOIDAP_TARGET_PRECISION", "0.99")
        result = run("evaluate", asked)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("HOIDAP_TARGET_PRECISION: với mô hình này nhiều nhất là")


class TestComparing:
    def test_a_run_is_set_beside_the_one_that_was_saved(
        self, run: Run, asked: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "1")
        run("evaluate", asked, "--save", "truoc.jsonl")
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        compared = report_of(run("evaluate", asked, "--json", "--compare", "truoc.jsonl"))["compared"]
        assert isinstance(compared, dict)
        first, kept = (compared["differences"][name] for name in ("hit_at_1", "abstained_answerable"))
        assert (first["difference"], first["p"], first["gained"], first["lost"]) == (0, 1, 0, 0)
        assert (kept["before"], kept["after"], kept["difference"], kept["lost"]) == (1, 0, -1, 4)
        assert kept["p"] == pytest.approx(2 / 2**4)
        shown = run("evaluate", asked, "--compare", "truoc.jsonl", "--misses", "1").stdout
        assert "So với truoc.jsonl:" in shown
        assert "  Ngưỡng: 1.0 → 0.0" in shown

    def test_other_questions_are_refused_by_name_before_the_run(
        self, run: Run, asked: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        run("evaluate", asked, "--save", "truoc.jsonl")
        monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: pytest.fail("loaded"))
        other = write_questions(tmp_path / "lạ.squad.json", {"Pa-ri": "kinh đô ánh sáng"})
        result = run("evaluate", str(other), "--compare", "truoc.jsonl")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("truoc.jsonl: có 5 câu hỏi, lần đo này có 1")


class TestPage:
    @pytest.fixture
    def page(self, run: Run, asked: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Page:
        run("evaluate", asked, "--save", "<b>truoc.jsonl")
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        typed = ("--html", "báo cáo.html", "--misses", "9", "--compare", "<b>truoc.jsonl")
        assert run("evaluate", asked, *typed).exit_code == 0
        return Page((tmp_path / "báo cáo.html").read_text("utf-8"))

    def test_shows_whatever_was_asked_as_text(self, page: Page) -> None:
        assert page.open == []
        assert SLY in page.text
        assert "So với <b>truoc.jsonl" in page.text
        tags = {tag for tag, _ in page.tags}
        assert tags.isdisjoint({"script", "b>truoc.jsonl", "link", "img", "iframe"})

    def test_loads_nothing_and_runs_nothing(self, page: Page) -> None:
        for _, attributes in page.tags:
            assert not any(name.startswith("on") or name in {"src", "href", "style"} for name in attributes)
        policy = dict(page.tags)["meta"], [attributes for tag, attributes in page.tags if tag == "meta"]
        assert any("default-src 'none'" in (one.get("content") or "") for one in policy[1])

    def test_every_plot_says_what_it_shows(self, page: Page) -> None:
        plots = [attributes for tag, attributes in page.tags if tag == "svg"]
        assert len(plots) == 4  # changes, reliability, risk and coverage, kinds of questions
        assert all(one["role"] == "img" and one["aria-label"] for one in plots)

    def test_is_vietnamese(self, page: Page) -> None:
        assert ("html", {"lang": "vi"}) in page.tags
        for heading in ("Xếp hạng", "Độ tin cậy và từ chối", "Sai nặng nhất", "Thiết lập"):
            assert heading in page.text


def test_a_file_without_answers_is_reported_without_ranks(run: Run, tmp_path: Path) -> None:
    paragraph = {"context": "Huế là cố đô.", "qas": [{"question": "Ai hát?", "answers": [], "is_impossible": True}]}
    (tmp_path / "không.json").write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}))
    result = run("evaluate", "không.json", "--html", "a.html")
    assert result.exit_code == 0
    assert "hit@1" not in result.stdout
    assert "Xếp hạng" not in (tmp_path / "a.html").read_text("utf-8")
