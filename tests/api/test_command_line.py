"""Does each command do what its help says, in Vietnamese, and end with the right code?"""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from seeded_service import SEEDS

import api.wiring
from api.cli import COMMANDS
from api.schemas.ask import AskReply
from qa.library.store import DATABASE_NAME

Run = Callable[..., Result]
QUESTION = "Năm 2022 được lãnh đạo hai nước xác định là năm gì?"
GOOD = "Đoàn đại biểu sang thăm nước bạn vào tháng 6. Chuyến thăm kéo dài bốn ngày."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "doan.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


class TestHelp:
    def test_is_vietnamese_for_every_command_and_makes_no_file(self, run: Run, tmp_path: Path) -> None:
        for command in ([], *([name] for name in COMMANDS)):
            result = run(*command, "--help")
            assert result.exit_code == 0
            assert result.stdout.startswith("Cách dùng: hoidap")
            for english in ("Usage", "Options", "Commands", "Show this message", "OPTIONS", "ARGS", "PATH"):
                assert english not in result.stdout
        assert list(tmp_path.iterdir()) == []

    def test_names_every_command_and_comes_unasked(self, run: Run) -> None:
        assert run().stdout == run("--help").stdout
        for name in COMMANDS:
            assert f"  {name} " in run().stdout

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            (["hoi"], "Không có lệnh “hoi”. Xem: hoidap --help"),
            (["--nope"], "Không có tuỳ chọn --nope. Xem: hoidap --help"),
            (["ask"], "Thiếu CÂU_HỎI. Xem: hoidap ask --help"),
            (["ask", "a", "b"], "Gõ thừa hoặc sai tham số. Xem: hoidap ask --help"),
            (["ask", "a", "--top", "21"], "Giá trị của --top không hợp lệ; cần một số từ 1 đến 20."),
            (["ask", "a", "--top", "x"], "Giá trị của --top không hợp lệ; cần một số từ 1 đến 20."),
            (["ask", "a", "--top"], "Tuỳ chọn --top dùng chưa đúng."),
            (["serve", "--port", "70000"], "Giá trị của --port không hợp lệ; cần một số từ 0 đến 65535."),
            (["ingest"], "Thiếu ĐƯỜNG_DẪN…"),
        ],
    )
    def test_a_slip_is_reported_in_vietnamese(self, run: Run, typed: list[str], message: str) -> None:
        result = run(*typed)
        assert result.exit_code == 2
        assert result.stderr.startswith(message)


class TestIngest:
    def test_prints_what_was_added_kept_and_replaced(self, run: Run, article: Path) -> None:
        outputs = [run("ingest", str(article), "--data", "kho").stdout for _ in range(2)]
        article.write_text(f"{GOOD} Thêm một câu nữa.", encoding="utf-8")
        outputs.append(run("ingest", str(article), "--data", "kho").stdout)
        assert outputs == [
            "Tài liệu: thêm 1, thay 0, giữ nguyên 0, từ chối 0. Câu mới: 2.\n",
            "Tài liệu: thêm 0, thay 0, giữ nguyên 1, từ chối 0. Câu mới: 0.\n",
            "Tài liệu: thêm 0, thay 1, giữ nguyên 0, từ chối 0. Câu mới: 3.\n",
        ]

    def test_refuses_by_name_and_keeps_what_is_good(self, run: Run, article: Path, tmp_path: Path) -> None:
        (tmp_path / "hong.txt").write_bytes(b"\x00\xff\xfe\x00\x81")
        result = run("ingest", "khong-co", str(tmp_path / "hong.txt"), str(article), "--data", "kho")
        assert result.exit_code == 1
        assert "thêm 1, thay 0, giữ nguyên 0, từ chối 2" in result.stdout
        first, second = result.stderr.splitlines()
        assert first == "Từ chối khong-co: không có tệp hay thư mục này"
        assert second.count("hong.txt") == 1
        assert run("documents", "--data", "kho").stdout.splitlines()[-1] == "1 tài liệu, 2 câu."

    def test_says_which_kinds_of_files_it_passed_over_and_still_ends_with_0(
        self, run: Run, article: Path, tmp_path: Path
    ) -> None:
        for name in ("bảng.abc", "sâu/thêm.abc", "sâu/khác.xyz", ".ẩn.abc", "kho/của-mình.npz"):
            path = tmp_path / "tài liệu" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("1", encoding="utf-8")
        article.rename(tmp_path / "tài liệu" / article.name)
        result = run("ingest", "tài liệu", "--data", "tài liệu/kho")
        assert (result.exit_code, result.stderr) == (0, "Bỏ qua 3 tệp không đọc được: .abc (2), .xyz (1)\n")
        assert result.stdout.startswith("Tài liệu: thêm 1,")
        named = run("ingest", "tài liệu", "-v", "--data", "tài liệu/kho")
        assert named.exit_code == 0
        assert named.stderr.splitlines() == [
            "Bỏ qua 3 tệp không đọc được: .abc (2), .xyz (1)",
            "  tài liệu/bảng.abc",
            "  tài liệu/sâu/khác.xyz",
            "  tài liệu/sâu/thêm.abc",
            "Bỏ qua 1 tệp hay thư mục ẩn:",
            "  tài liệu/.ẩn.abc",
        ]

    def test_names_a_link_that_leads_out_and_still_ends_with_0(self, run: Run, article: Path, tmp_path: Path) -> None:
        (tmp_path / "bài").mkdir()
        (tmp_path / "bài" / "mật.txt").symlink_to("/etc/passwd")
        article.rename(tmp_path / "bài" / article.name)
        result = run("ingest", "bài", "--data", "kho")
        assert result.exit_code == 0
        assert result.stderr.splitlines() == [
            "Bỏ qua liên kết dẫn ra ngoài thư mục: bài/mật.txt; cần đọc thì hãy nạp chính tệp ấy"
        ]
        assert result.stdout.startswith("Tài liệu: thêm 1,")

    def test_says_what_was_left_out_and_with_v_what_it_was(self, run: Run, tmp_path: Path) -> None:
        page = f"<html><body><article><p>{GOOD}</p><p>Giá vé <s>hai</s> ba đồng một lượt.</p></article></body></html>"
        (tmp_path / "ve.html").write_text(page, encoding="utf-8")
        counted = run("ingest", str(tmp_path / "ve.html"))
        assert "Cách đọc: để ngoài 1 đoạn bị gạch, bị xoá hay ẩn (-v: ghi rõ từng tài liệu).\n" in counted.stdout
        (tmp_path / "ve.html").write_text(page.replace("ba đồng", "bốn đồng"), encoding="utf-8")
        listed = run("ingest", "-v", str(tmp_path / "ve.html"))
        assert ": để ngoài 1 đoạn bị gạch, bị xoá hay ẩn: “hai”\n" in listed.stdout
        assert "Cách đọc" not in run("ingest", str(tmp_path / "ve.html")).stdout

    def test_says_what_a_folder_holds_that_has_nothing_to_read(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "bảng").mkdir()
        (tmp_path / "bảng" / "a.abc").write_text("1", encoding="utf-8")
        result = run("ingest", "bảng", "--data", "kho")
        assert result.exit_code == 1
        first, second = result.stderr.splitlines()
        assert first == "Bỏ qua 1 tệp không đọc được: .abc (1)"
        assert second.startswith("Từ chối bảng: thư mục không có tệp nào đọc được; các loại tệp đọc được: .txt ")

    def test_loads_no_model_where_nothing_can_be_read(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: pytest.fail("loaded"))
        assert run("ingest", "khong-co", "--data", "kho").exit_code == 1


class TestAsk:
    def test_numbers_sentences_with_their_citations(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        run("ingest", str(SEEDS), "--data", "kho")
        reply = json.loads(run("ask", QUESTION, "--json", "--data", "kho").stdout)
        shown = run("ask", QUESTION, "--data", "kho").stdout.splitlines()
        lines = iter(line for line in shown if not line.startswith("   Cũng có trong: "))
        for number, answer in enumerate(reply["answers"], start=1):
            texts = (
                [answer["text"]] if answer["introduction"] is None else [answer["introduction"]["text"], answer["text"]]
            )
            for begun, text in zip((f"{number}. ", "   "), texts, strict=False):
                assert next(lines) == f"{begun}{text}"
            citation, cited = next(lines), answer["citation"]
            assert citation.startswith(
                f"   {cited['title']} · {cited['place']} · {cited['publisher']} · ".replace(" · None", "")
            )
            assert citation.endswith(f" · [{cited['start']}, {cited['end']}) · {cited['document_id']}")
        assert not list(lines)

    def test_each_question_of_a_message_has_its_answers_below(
        self, run: Run, seeded: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        other = "Lễ đón diễn ra ở đâu?"
        message = f"{QUESTION} {other}"
        reply = json.loads(run("ask", message, "--json", "--data", str(seeded)).stdout)
        shown = run("ask", message, "--top", "1", "--data", str(seeded)).stdout
        assert [part["question"] for part in reply["parts"]] == [QUESTION, other]
        assert reply["answers"] == reply["parts"][0]["answers"]
        first, second = shown.split(f"{other}\n")
        assert first.startswith(f"{QUESTION}\n1. ")
        for part, lines in zip(reply["parts"], (first, second), strict=True):
            assert part["answers"][0]["text"] in lines

    def test_prints_as_json_what_http_answers(
        self, run: Run, seeded: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "0")
        printed = json.loads(run("ask", QUESTION, "--top", "5", "--json", "--data", str(seeded)).stdout)
        answered = client.post("/v1/ask", json={"question": QUESTION, "top_k": 5}).json()
        assert AskReply.model_validate(printed)
        assert printed.pop("took_ms") > 0
        assert answered.pop("took_ms") > 0
        assert printed == answered

    def test_an_abstention_is_no_error(self, run: Run, seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "1")
        result = run("--data", str(seeded), "ask", "Đó là năm hai nước mừng hai ngày kỷ niệm lớn.", "--top", "1")
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[:2] == ["Tài liệu không nói về điều này.", "Gần nhất, nhưng không phải câu trả lời:"]
        assert lines[2] == "1. Năm 2022 có gì đặc biệt?"
        assert lines[3].startswith("   Đó là năm hai nước mừng hai ngày kỷ niệm lớn. ")
        assert len(lines) == 5

    def test_where_nothing_came_near_an_abstention_is_one_sentence(
        self, run: Run, seeded: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOIDAP_THRESHOLD", "1")
        assert run("--data", str(seeded), "ask", QUESTION).stdout == "Tài liệu không nói về điều này.\n"

    @pytest.mark.parametrize(
        ("question", "message"),
        [
            ("", "question: câu hỏi đang trống"),
            ("😀", "question: câu hỏi không có chữ"),
            ("a" * 2001, "question: câu hỏi dài quá"),
            ("Ai \udcff?", "question: có ký tự Unicode bị hỏng"),
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, run: Run, seeded: Path, question: str, message: str) -> None:
        result = run("ask", question, "--data", str(seeded))
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(message)


class TestKeeping:
    def test_a_document_is_listed_removed_and_gone(self, run: Run, article: Path) -> None:
        run("ingest", str(article), "--data", "kho")
        (document,) = json.loads(run("documents", "--json", "--data", "kho").stdout)["documents"]
        removed = run("remove", document["id"], "--data", "kho")
        assert (removed.exit_code, removed.stdout) == (0, f"Đã xoá tài liệu “{document['id']}” khỏi kho.\n")
        assert run("documents", "--data", "kho").stdout == "0 tài liệu, 0 câu.\n"
        again = run("remove", document["id"], "--data", "kho")
        assert (again.exit_code, again.stderr) == (1, f"Không có tài liệu nào mang mã “{document['id']}”.\n")

    def test_documents_as_json_are_what_http_answers(self, run: Run, seeded: Path, client: TestClient) -> None:
        printed = json.loads(run("documents", "--json", "--data", str(seeded)).stdout)
        assert printed == client.get("/v1/documents").json()

    def test_a_sound_library_is_reported_as_such(self, run: Run, seeded: Path) -> None:
        result = run("verify", "--data", str(seeded))
        assert result.exit_code == 0
        assert result.stdout.startswith("10 tài liệu, ")
        assert result.stdout.endswith(" câu: tất cả khớp.\n")

    def test_each_fault_is_named(self, run: Run, article: Path) -> None:
        run("ingest", str(article), "--data", "kho")
        with sqlite3.connect(Path("kho", DATABASE_NAME)) as connection:
            connection.execute("UPDATE sentences SET text = 'Câu bịa.' WHERE text LIKE 'Chuyến%'")
        connection.close()
        result = run("verify", "--data", "kho")
        assert result.exit_code == 1
        assert "không phải là lát cắt của văn bản: “Câu bịa.”" in result.stdout
        assert result.stdout.splitlines()[-1] == "1 tài liệu, 2 câu: 2 chỗ không khớp."

    @pytest.mark.parametrize("command", [["documents"], ["verify"], ["remove", "x"], ["ask", "Ai?"]])
    def test_a_folder_without_a_library_is_reported_and_not_made(
        self, run: Run, tmp_path: Path, command: list[str]
    ) -> None:
        result = run(*command, "--data", "nham")
        assert result.exit_code == 1
        assert result.stderr.startswith("Chưa có kho tài liệu nào trong thư mục nham.")
        assert list(tmp_path.iterdir()) == []

    def test_they_need_no_model(self, run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run("ingest", str(article), "--data", "kho")
        monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", lambda *_, **__: pytest.fail("loaded"))
        for command in (["documents"], ["verify"], ["documents", "--json"]):
            assert run(*command, "--data", "kho").exit_code == 0


def test_the_folder_may_stand_before_the_command_or_after_it_and_the_nearer_one_counts(run: Run, seeded: Path) -> None:
    listed = run("documents", "--data", str(seeded)).stdout
    assert run("--data", str(seeded), "documents").stdout == listed
    assert run("--data", "nham", "documents", "--data", str(seeded)).stdout == listed


def test_a_damaged_library_is_reported_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"no database at all" * 100)
    result = run("documents", "--data", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.endswith("tệp không phải là cơ sở dữ liệu của Hỏi Đáp.\n")
    assert len(result.stderr.splitlines()) == 1


def test_an_interruption_ends_with_130(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api.wiring, "SentenceTransformerEncoder", interrupt)
    assert run("ingest", str(article), "--data", "kho").exit_code == 130
