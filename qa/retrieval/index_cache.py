"""Can the indexes be taken from the last time?

The library is the truth and this only saves time: a folder of index files with a stamp that names the library, its
generation and the hash of every file. Whatever does not match is built anew; what cannot be written is done without.
"""

import hashlib
import json
import logging
import os
import shutil
from pathlib import Path

import numpy as np

from embeddings.errors import VectorIndexError
from embeddings.faiss_index import FaissIndex
from qa.library.units import Units
from qa.retrieval.lexical import LexicalIndex
from qa.retrieval.snapshot import Snapshot, Words
from qa.text.accents import AccentModel

# Raised whenever the files change their form, or the keys in them their rules.
FORMAT = 1

STAMP = "stamp.json"
ACCENTS = "accents.npz"

log = logging.getLogger(__name__)


class IndexCache:
    """Index files in one folder. Several processes may use it: a folder is only ever replaced whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, units: Units, identity: str) -> Snapshot | None:
        """The indexes of these units, or None where there are none or they are damaged."""
        path = self._folder / STAMP
        try:
            if not path.exists():
                return None
            written = path.read_text()
            stamp = json.loads(written)
            files = stamp.pop("files")
            if stamp != self._stamp(units, identity):
                return None
            if files != _hashes(self._folder):
                raise ValueError("a file is not as it was written")  # noqa: TRY301 - told like every other damage
            snapshot = self._read(units)
            # Meanwhile another process may have put the folder of another generation in this one's place.
            return snapshot if path.read_text() == written else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, VectorIndexError) as error:
            log.warning("The saved indexes cannot be used and are built anew: %s", error)
            return None

    def save(self, snapshot: Snapshot, identity: str) -> None:
        """Writes the indexes beside the old ones and puts them in their place."""
        fresh = self._folder.with_name(f"{self._folder.name}.{os.getpid()}")
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            _write(snapshot, fresh)
            stamp = self._stamp(snapshot.units, identity) | {"files": _hashes(fresh)}
            (fresh / STAMP).write_text(json.dumps(stamp, indent=1))
            shutil.rmtree(self._folder, ignore_errors=True)
            fresh.rename(self._folder)
        except (OSError, RuntimeError) as error:  # RuntimeError is how FAISS says that a file cannot be written
            log.warning("The indexes could not be saved and will be built again at the next start: %s", error)
            shutil.rmtree(fresh, ignore_errors=True)

    def _stamp(self, units: Units, identity: str) -> dict[str, object]:
        # Generations count on from where a restored copy of the library stood, so they alone do not tell it apart.
        documents = hashlib.sha256(repr(units.documents).encode()).hexdigest()
        return {"format": FORMAT, "library": identity, "generation": units.generation, "documents": documents}

    def _read(self, units: Units) -> Snapshot:
        sentences, passages = len(units), len(units.document_of)
        exact, folded = (
            Words(
                LexicalIndex.load(self._folder / f"{grade}-sentences", sentences),
                LexicalIndex.load(self._folder / f"{grade}-passages", passages),
            )
            for grade in ("exact", "folded")
        )
        sentence_vectors = FaissIndex.load(self._folder / "sentences.faiss")
        passage_vectors = FaissIndex.load(self._folder / "passages.faiss")
        return Snapshot(units, sentence_vectors, passage_vectors, exact, folded, _read_accents(self._folder / ACCENTS))


def _write(snapshot: Snapshot, folder: Path) -> None:
    folder.mkdir(parents=True)
    snapshot.sentence_vectors.save(folder / "sentences.faiss")
    snapshot.passage_vectors.save(folder / "passages.faiss")
    for grade, words in (("exact", snapshot.exact), ("folded", snapshot.folded)):
        words.sentences.save(folder / f"{grade}-sentences")
        words.passages.save(folder / f"{grade}-passages")
    _write_accents(snapshot.accents, folder / ACCENTS)


def _write_accents(model: AccentModel, path: Path) -> None:
    # One string, since an array of strings would give each the length of the longest.
    syllables = np.array(" ".join(model.syllables))
    np.savez(path, syllables=syllables, counts=model.counts, pairs=model.pairs, pair_counts=model.pair_counts)


def _read_accents(path: Path) -> AccentModel:
    with np.load(path) as kept:
        syllables = tuple(str(kept["syllables"]).split())
        return AccentModel(syllables, kept["counts"], kept["pairs"], kept["pair_counts"])


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != STAMP)
    return {str(path.relative_to(folder)): _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
