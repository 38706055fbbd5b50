"""Is the built-in model made once, whole, and the same each time?"""

import json
import multiprocessing
from pathlib import Path

import pytest

from embeddings.builtin import kept_pieces, made_folder
from embeddings.builtin import model as builtin
from embeddings.builtin.made_folder import STAMP
from embeddings.builtin.model import GRAPH, TOKENIZER, ensure_builtin_model, is_builtin_model
from embeddings.errors import ModelError

pytestmark = pytest.mark.model


def never(*_: object) -> None:
    raise AssertionError("the model was made again")


def digests(folder: Path) -> object:
    return json.loads((folder / STAMP).read_text(encoding="utf-8"))["files"]


@pytest.fixture(scope="module")
def second_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_builtin_model(tmp_path_factory.mktemp("models") / "second")


def test_a_whole_folder_is_returned_as_it_is(builtin_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made_folder, "_make", never)
    assert ensure_builtin_model(builtin_model) == builtin_model


def test_two_builds_have_the_same_bytes(builtin_model: Path, second_model: Path) -> None:
    assert digests(builtin_model) == digests(second_model)


def test_nothing_is_left_beside_the_folder(second_model: Path) -> None:
    assert sorted(path.name for path in second_model.parent.iterdir()) == [".second.lock", "second"]


@pytest.mark.parametrize("damage", ["cut", "lost", "added", "old recipe"])
def test_a_damaged_folder_is_made_again(builtin_model: Path, second_model: Path, damage: str) -> None:
    weights = second_model / GRAPH
    if damage == "cut":
        weights.write_bytes(weights.read_bytes()[:-1])
    elif damage == "lost":
        (second_model / TOKENIZER).unlink()
    elif damage == "added":
        (second_model / "adapter_config.json").write_text("{}")
    else:
        stamp = json.loads((second_model / STAMP).read_text(encoding="utf-8"))
        (second_model / STAMP).write_text(json.dumps({**stamp, "recipe": 0}))
    ensure_builtin_model(second_model)
    assert digests(second_model) == digests(builtin_model)
    assert weights.stat().st_size == (builtin_model / GRAPH).stat().st_size
    assert not (second_model / "adapter_config.json").exists()


def test_a_build_is_announced_where_there_is_one(tmp_path: Path) -> None:
    announced: list[bool] = []
    folder = tmp_path / "model"
    for _ in range(2):
        ensure_builtin_model(folder, lambda: announced.append(folder.exists()))
    assert announced == [False]


def test_the_folder_holds_what_is_used_and_is_small(builtin_model: Path) -> None:
    assert {path.name for path in builtin_model.iterdir()} == {GRAPH, STAMP, TOKENIZER}
    assert sum(path.stat().st_size for path in builtin_model.iterdir()) < 50e6


def test_a_folder_is_known_by_its_stamp(builtin_model: Path, tmp_path: Path) -> None:
    assert is_builtin_model(builtin_model)
    assert not is_builtin_model(tmp_path)
    own = json.loads((builtin_model / STAMP).read_text(encoding="utf-8"))
    (tmp_path / STAMP).write_text(json.dumps({**own, "recipe": 4}))
    assert is_builtin_model(tmp_path)
    for stamp in ("[]", "{", json.dumps({**own, "weights": "0"}), "{}"):
        (tmp_path / STAMP).write_text(stamp)
        assert not is_builtin_model(tmp_path)


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    left_over = tmp_path / ".model.new-dead"
    left_over.mkdir()
    ensure_builtin_model(tmp_path / "model")
    assert not left_over.exists()


def test_processes_that_ask_at_once_all_get_a_whole_model(builtin_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(ensure_builtin_model, [folder] * 2, chunksize=1) == [folder, folder]
    assert digests(folder) == digests(builtin_model)


def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "luận-văn.txt"
    theirs.write_text("đừng xoá")
    with pytest.raises(ModelError, match="đã có dữ liệu khác"):
        ensure_builtin_model(tmp_path)
    assert theirs.read_text() == "đừng xoá"


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="Không tạo được mô hình có sẵn trong thư mục"):
        ensure_builtin_model(tmp_path / "file" / "model")


def test_a_failed_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtin, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="không phải tệp đã định"):
        ensure_builtin_model(tmp_path / "model")
    assert [path.name for path in tmp_path.iterdir()] == [".model.lock"]


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtin, "WEIGHTS_PACKAGE", "goi_khong_co")
    with pytest.raises(ModelError, match="Chưa cài gói goi_khong_co"):
        ensure_builtin_model(tmp_path / "model")


def test_a_damaged_piece_list_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pieces, "packed_bits", lambda: b"not gzip")
    with pytest.raises(ModelError, match="bị thiếu hoặc hỏng"):
        kept_pieces.kept_pieces()
