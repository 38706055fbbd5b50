"""Can saved indexes be used again?

The library is the source of truth, and this only saves time: a folder for every segment, with a stamp that names the
library, the documents and the hash of every file. What does not match is rebuilt; failing to write is no error.
"""

import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from embeddings.errors import VectorIndexError
from qa.library.permissions import make_private_folder
from qa.library.read_models.document_head import DocumentVersion
from qa.retrieval.local.segment import Segment
from qa.retrieval.local.segment_files import FORMAT, read_segment, write_segment

STAMP = "stamp.json"
_UNFINISHED = ".partial"

# In seconds. Writing a segment of a million sentences takes less; older folders were left by a process that died.
_ABANDONED = 3_600

_DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, VectorIndexError)

log = logging.getLogger(__name__)


class IndexCache:
    """Segments in one folder. Several processes may use it: a segment's folder never changes once it has its name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, identity: str, versions: Collection[DocumentVersion]) -> list[Segment]:
        """Sound segments of this library that share no document, those first that hold most of `versions`."""
        living = frozenset(versions)
        found = [(documents, folder) for folder in self._folders() if (documents := _stamped(folder, identity))]
        found.sort(key=lambda one: -len(living & one[0]))
        segments: list[Segment] = []
        taken: set[DocumentVersion] = set()
        for documents, folder in found:
            if documents & living and not documents & taken and (segment := _read(folder)):
                segments.append(segment)
                taken |= documents
        return segments

    def save(self, segments: Sequence[Segment], identity: str) -> None:
        """Writes the segments that are not saved yet, and deletes all others."""
        wanted = {_name(segment.versions, identity): segment for segment in segments}
        try:
            make_private_folder(self._folder)
            for name, segment in wanted.items():
                if not (self._folder / name / STAMP).exists():  # a folder with a stamp is whole, or load threw it away
                    self._write(segment, name, identity)
            self._remove_others(wanted)
        except (OSError, RuntimeError) as error:  # RuntimeError is how FAISS says that a file cannot be written
            log.warning("The indexes could not be saved and will be built again at the next start: %s", error)

    def documents_of_others(self, identity: str) -> int:
        """How many documents of other libraries the saved segments hold, damaged ones left out."""
        stamps = [stamp for folder in self._folders() if (stamp := _stamp(folder))]
        return sum(len(stamp["documents"]) for stamp in stamps if stamp["library"] != identity)

    def _folders(self) -> list[Path]:
        try:
            return sorted(path for path in self._folder.iterdir() if path.is_dir() and path.suffix != _UNFINISHED)
        except OSError:  # it does not exist yet, or cannot be read
            return []

    def _write(self, segment: Segment, name: str, identity: str) -> None:
        fresh = self._folder / f"{name}-{os.getpid()}{_UNFINISHED}"
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            write_segment(segment, fresh)
            documents = [[version.number, version.seal] for version in segment.versions]
            stamp = {"format": FORMAT, "library": identity, "documents": documents, "files": _hashes(fresh)}
            (fresh / STAMP).write_text(json.dumps(stamp))
            shutil.rmtree(self._folder / name, ignore_errors=True)  # a damaged one of the same documents
            fresh.rename(self._folder / name)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _remove_others(self, wanted: Collection[str]) -> None:
        for path in self._folder.iterdir():
            unfinished = path.suffix == _UNFINISHED
            if path.name not in wanted and (not unfinished or time.time() - path.stat().st_mtime > _ABANDONED):
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _stamped(folder: Path, identity: str) -> frozenset[DocumentVersion] | None:
    """The documents of a segment of this library, or None where the folder holds none."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
        if (stamp["format"], stamp["library"]) != (FORMAT, identity):
            return None
        return frozenset(DocumentVersion(number, seal) for number, seal in stamp["documents"])
    except FileNotFoundError:
        return None
    except _DAMAGE as error:
        _throw_away(folder, error)
        return None


def _stamp(folder: Path) -> dict[str, Any] | None:
    try:
        stamp = json.loads((folder / STAMP).read_text())
        return {"library": stamp["library"], "documents": list(stamp["documents"])}
    except _DAMAGE:
        return None


def _read(folder: Path) -> Segment | None:
    """The segment in this folder, or None where a file is not as it was written."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
        hashes = _hashes(folder)
        wrong = sorted(name for name in {*stamp["files"], *hashes} if stamp["files"].get(name) != hashes.get(name))
        if wrong:
            raise ValueError(f"{wrong[0]} is not as it was written")
        segment = read_segment(folder)
        if [[version.number, version.seal] for version in segment.versions] != stamp["documents"]:
            raise ValueError(f"{STAMP} names other documents")
    except _DAMAGE as error:
        _throw_away(folder, error)
        return None
    return segment


def _throw_away(folder: Path, error: Exception) -> None:
    log.warning("The saved indexes in %s cannot be used and are built anew: %s", folder.name, error)
    shutil.rmtree(folder, ignore_errors=True)


def _name(versions: Sequence[DocumentVersion], identity: str) -> str:
    """The name of a segment's folder, by its documents and the library."""
    documents = json.dumps([FORMAT, identity, [[version.number, version.seal] for version in versions]])
    return hashlib.sha256(documents.encode()).hexdigest()[:16]


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: _sha256(path) for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.is_file() and path.name != STAMP)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
