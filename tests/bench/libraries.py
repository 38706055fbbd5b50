"""How is a library of a given size made in little time?

Documents are ingested up to `ENCODED` sentences. A larger library repeats them with changes: two of five lower-case
words are exchanged for others of the same corpus, so that no copy is a near duplicate, and each vector is the copied
sentence's with noise (cosine .89 to it). Good for speed and memory; for quality only as more foreign sentences.
"""

import hashlib
import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from qa.ingesting.encoding import encode
from qa.ingesting.preparing import RECIPE, prepare
from qa.library.store import Library
from qa.types import EncodedDocument, RawDocument
from tests.bench.corpus import Corpus

# Sentences whose vectors the model makes: one to three minutes on two cores.
ENCODED = 10_000

_EXCHANGED = 0.4
_NOISE = 0.5
_WORD = re.compile(r"\b[a-zà-ỹđ]{2,}\b")

# In sentences: of one transaction.
_AT_ONCE = 5_000

STAMP = "bench.json"


class LibraryMaker:
    """Libraries of one corpus, kept in a folder from run to run."""

    def __init__(self, corpus: Corpus, encoder: Encoder, folder: Path, encoded: int = ENCODED) -> None:
        """`encoded` is how many sentences the model encodes at most."""
        self._corpus = corpus
        self._encoder = encoder
        self._folder = folder
        self._encoded = encoded
        self._base: list[EncodedDocument] = []

    def library(self, sentences: int) -> Path:
        """The data folder of a library of about so many sentences, as it was kept or made anew."""
        folder = self._folder / str(sentences)
        stamp = {"recipe": RECIPE, "model": self._encoder.fingerprint, "corpus": self._corpus.name}
        stamp |= {"sentences": str(sentences), "encoded": str(min(sentences, self._encoded))}
        if (folder / STAMP).exists() and json.loads((folder / STAMP).read_text()) == stamp:
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        library = Library.open(folder)
        try:
            for batch in _in_batches(self._documents(sentences)):
                library.save(batch)
        finally:
            library.close()
        (folder / STAMP).write_text(json.dumps(stamp))
        return folder

    def _documents(self, sentences: int) -> Iterator[EncodedDocument]:
        left = sentences
        base = self._encoded_up_to(min(sentences, self._encoded))
        for one in base:
            if left <= 0:
                return
            yield one
            left -= len(one.sentence_vectors)
        words = sorted({word for one in base for word in _WORD.findall(one.document.text)})
        copy = 0
        while left > 0:
            copy += 1
            for one in base:
                changed = changed_copy(one, copy, words)
                yield changed
                left -= len(changed.sentence_vectors)
                if left <= 0:
                    return

    def _encoded_up_to(self, sentences: int) -> list[EncodedDocument]:
        """The first documents, at least so many sentences of them where the corpus has so many."""
        count = sum(len(one.sentence_vectors) for one in self._base)
        if count < sentences:
            known = {one.document.origin for one in self._base}
            waiting = []
            for raw in self._corpus.documents():
                if count >= sentences:
                    break
                if raw.origin not in known:
                    waiting.append(prepare(raw))
                    count += sum(len(passage.sentences) for passage in waiting[-1].passages)
            self._base += encode(self._encoder, waiting)
        return self._base


def changed_copy(one: EncodedDocument, copy: int, words: Sequence[str]) -> EncodedDocument:
    """A document with two of five words exchanged for some of `words`, and vectors beside its own. The same for the
    same document and number.
    """
    document = one.document
    name = f"{document.origin}-copy-{copy}"
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
    choose = random.Random(seed)  # noqa: S311 - for measuring

    def exchanged(found: re.Match[str]) -> str:
        return choose.choice(words) if choose.random() < _EXCHANGED else found[0]

    source = replace(document.source, title=f"{document.source.title or document.display_title} ({copy})")
    ready = prepare(RawDocument(name, source, _WORD.sub(exchanged, document.text)))
    noise = np.random.default_rng(seed)
    sentences = sum(len(passage.sentences) for passage in ready.passages)
    return EncodedDocument(
        ready.document,
        ready.passages,
        _beside(one.passage_vectors, len(ready.passages), noise),
        _beside(one.sentence_vectors, sentences, noise),
        one.recipe,
        one.model,
    )


def _beside(vectors: NDArray[np.float16], count: int, random: np.random.Generator) -> NDArray[np.float16]:
    """`count` unit vectors, each beside one of `vectors`, in their order and again from the first."""
    rows = vectors[np.arange(count) % len(vectors)].astype(np.float32)
    rows += random.normal(size=rows.shape).astype(np.float32) * (_NOISE / np.sqrt(rows.shape[1]))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16)


def _in_batches(documents: Iterator[EncodedDocument]) -> Iterator[list[EncodedDocument]]:
    batch: list[EncodedDocument] = []
    count = 0
    for one in documents:
        batch.append(one)
        count += len(one.sentence_vectors)
        if count >= _AT_ONCE:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
