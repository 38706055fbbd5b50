"""Does `hoidap reindex` move the library to the chosen model, and does the program say when it is needed?"""

from pathlib import Path

import pytest
from fakes import HashingEncoder
from seeded_service import SEEDS

from api.cli import main
from api.wiring import Services
from qa.ingesting.ingester import Ingester
from qa.library.store import Library
from qa.reading import read_path


class OtherEncoder(HashingEncoder):
    def __init__(self) -> None:
        super().__init__("mô hình khác")


@pytest.fixture
def other_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one model, and a program that is set to another."""
    library = Library.open(tmp_path)
    Ingester(library, HashingEncoder()).ingest(read_path(SEEDS))
    library.close()
    monkeypatch.setattr(Services, "_sentence_transformer", lambda _: OtherEncoder)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_another_model_is_refused_with_the_command_that_helps(
    other_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["ask", "Năm nào?"], ["ingest", str(SEEDS)]):
        assert run(*command, "--data", str(other_model)) == 1
        assert "hoidap reindex" in capsys.readouterr().err
    assert run("reindex", "--data", str(other_model)) == 0
    assert "Đã mã hoá lại 10 tài liệu bằng mô hình “mô hình khác”." in capsys.readouterr().out
    assert run("verify", "--data", str(other_model)) == 0
    assert run("ask", "Năm nào?", "--data", str(other_model)) == 0


def test_a_library_that_is_not_there_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reindex", "--data", str(tmp_path / "vắng")) == 1
    assert "Chưa có kho tài liệu nào" in capsys.readouterr().err
    assert not (tmp_path / "vắng").exists()
