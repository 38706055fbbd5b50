"""How is a folder made once, whole or not at all?

A stamp in the folder records what it was made of and the digest of each file, and is checked each time (0.05 s): a
folder that is half written, damaged or of an older recipe is made again.
"""

import fcntl
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from embeddings.errors import ModelError

STAMP = "hoidap_model.json"

Json = Mapping[str, object]


def ensure_folder(folder: Path, recipe: Json, write: Callable[[Path], None], on_build: Callable[[], None]) -> Path:
    """Makes `folder`, unless one of this `recipe` is there whole; returns it. `write` writes the files into an empty
    folder beside it, which then takes its place; `on_build` is called before.

    Processes that ask at once make it once.

    Raises:
        ModelError: it cannot be written, or holds files of someone else.
    """
    if is_whole(folder, recipe):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _only_one(folder.with_name(f".{folder.name}.lock")):
            if not is_whole(folder, recipe):
                on_build()
                _make(folder, recipe, write)
    except OSError as error:
        raise ModelError(
            f"Không tạo được mô hình có sẵn trong thư mục {folder}: {error.strerror}. "
            "Hãy chọn một thư mục ghi được và còn trống khoảng 150 MB."
        ) from error
    return folder


def is_whole(folder: Path, recipe: Json) -> bool:
    """Whether the folder is of this recipe and has every file as it was written."""
    stamp = stamp_of(folder)
    try:
        return recipe.items() <= stamp.items() and stamp.get("files") == _digests(folder)
    except OSError:
        return False


def stamp_of(folder: Path) -> Json:
    """What the folder's stamp says; nothing where there is none, or none that can be read."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _make(folder: Path, recipe: Json, write: Callable[[Path], None]) -> None:
    """Builds beside `folder`, then swaps. Whoever holds the lock may sweep what a killed process left."""
    _refuse_foreign(folder)
    prefix = f".{folder.name}.new-"
    for left_over in folder.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over)
    fresh = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        write(fresh)
        stamp = {**recipe, "files": _digests(fresh)}
        (fresh / STAMP).write_text(json.dumps(stamp, indent=2), encoding="utf-8")
        _open_to_readers(fresh)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _open_to_readers(folder: Path) -> None:
    """The libraries make private files, which a service under another user could not read."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _refuse_foreign(folder: Path) -> None:
    """Nothing is deleted from a folder that this program did not make."""
    if folder.exists() and not (folder.is_dir() and ((folder / STAMP).exists() or not any(folder.iterdir()))):
        raise ModelError(
            f"Thư mục {folder} đã có dữ liệu khác (không có tệp {STAMP}), nên không ghi mô hình có sẵn vào đó. "
            "Hãy chọn một thư mục mới hoặc trống."
        )


def _digests(folder: Path) -> Json:
    """The digest of every file but the stamp, by its path in the folder."""
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != STAMP:
            with path.open("rb") as file:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Waits until no other process holds `lock`; the system lets go of it when a process dies."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
