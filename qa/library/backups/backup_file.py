"""What is in a backup?

A zip file with two entries: `library.db`, all of the library in one SQLite database, and `backup.json`, which says what
the other is and has its SHA-256. Neither is compressed: nearly all of a library is vectors and packed files.
"""

import hashlib
import json
import os
import zipfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO
from uuid import uuid4

from qa.errors import LibraryError
from qa.library.store import DATABASE_NAME

MANIFEST = "backup.json"
FORMAT = 1

# In bytes: what is copied at once.
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of its library. `sha256` is of the database file, `size` is its bytes."""

    identity: str
    generation: int
    documents: int
    sha256: str
    size: int
    format: int = FORMAT


def write_backup(database: Path, target: Path, manifest: Manifest) -> None:
    """Writes a backup of this database file, which nobody changes meanwhile: all of it, or nothing is left there.

    Raises:
        OSError: it cannot be written, or `target` exists.
    """
    fresh = target.with_name(f".{target.name}.{uuid4().hex}.partial")
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
                packed.write(database, DATABASE_NAME)
                packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            stream.flush()
            os.fsync(stream.fileno())
        os.link(fresh, target)  # unlike a renaming, never in place of another file
    finally:
        fresh.unlink(missing_ok=True)
    _sync_folder(target.parent)


def read_backup(source: Path, database: Path) -> Manifest:
    """Writes the database of a backup to the path `database`, where nothing may be, and returns what it is.

    Raises:
        LibraryError: the file cannot be read, is no backup, or is damaged; nothing is left at `database` then.
    """
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = _manifest(packed, source)
            with packed.open(DATABASE_NAME) as stream:
                _copy(stream, database, manifest)
    except OSError as error:
        raise LibraryError(f"{source}: không đọc được bản sao lưu ({error.strerror or error}).") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError) as error:
        raise LibraryError(f"{source}: không phải bản sao lưu do “hoidap backup” viết, hoặc đã hỏng.") from error
    return manifest


def sha256_of(path: Path) -> str:
    """The hash of a file, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(packed: zipfile.ZipFile, source: Path) -> Manifest:
    said = json.loads(packed.read(MANIFEST))
    if said["format"] != FORMAT:
        raise LibraryError(f"{source}: bản sao lưu có dạng {said['format']}, bản này chỉ đọc dạng {FORMAT}.")
    return Manifest(**said)


def _copy(stream: IO[bytes], database: Path, manifest: Manifest) -> None:
    try:
        with os.fdopen(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy:
            _copy_checked(stream, copy, manifest)
            copy.flush()
            os.fsync(copy.fileno())
    except BaseException:
        with suppress(OSError):
            database.unlink()
        raise


def _copy_checked(stream: IO[bytes], copy: IO[bytes], manifest: Manifest) -> None:
    digest = hashlib.sha256()
    size = 0
    while size <= manifest.size and (piece := stream.read(_PIECE)):
        size += len(piece)
        digest.update(piece)
        copy.write(piece)
    if (size, digest.hexdigest()) != (manifest.size, manifest.sha256):
        raise ValueError("not what was written")


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every file system can
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
