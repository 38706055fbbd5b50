"""What takes how long on this machine?

Only ratios are worth comparing between machines, and only of things measured side by side: so every number here is a
median of turns taken alternately. Nothing is asserted.
"""

import gc
import json
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

import numpy as np
from fastapi.testclient import TestClient

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, it would find its own folder only

from api.http.app import create_app  # noqa: E402
from api.schemas.citations import CitationBody  # noqa: E402
from api.schemas.verify import MOST_CITATIONS  # noqa: E402
from api.settings import Settings  # noqa: E402
from api.wiring import Services  # noqa: E402
from embeddings.builtin.model import builtin_encoder, ensure_builtin_model  # noqa: E402
from embeddings.encoder import Encoder, FloatArray  # noqa: E402
from embeddings.indexes import faiss_index  # noqa: E402 - after the path
from embeddings.indexes.faiss_index import FaissIndex  # noqa: E402
from qa.answering.answerer import Answerer  # noqa: E402
from qa.citing.cite_slice import cite_slice  # noqa: E402
from qa.ingesting.encoding import encode  # noqa: E402
from qa.ingesting.ingester import Ingester  # noqa: E402
from qa.ingesting.preparing import RECIPE, prepare  # noqa: E402
from qa.library.database import reading  # noqa: E402
from qa.library.read_models.citation_view import bare_texts, citation_views  # noqa: E402
from qa.library.store import Library  # noqa: E402
from qa.ranking.fusion import FusionRanker  # noqa: E402
from qa.reading import read_path  # noqa: E402
from qa.retrieval.candidates import SENTENCES  # noqa: E402
from qa.retrieval.local.engine import LocalSearchEngine  # noqa: E402
from qa.types import EncodedDocument, RawDocument, Source  # noqa: E402

DIMENSION = 384


def main() -> None:
    """Measures everything, in one to three minutes."""
    with tempfile.TemporaryDirectory() as folder:
        _dense_search()
        _start(Path(folder))
        _change(Path(folder))
        _verify(Path(folder))
        encoder = builtin_encoder(ensure_builtin_model(ROOT / "build" / "model"))
        _ingest(Path(folder), encoder)
        _ask(Path(folder), encoder)


def _dense_search() -> None:
    vectors = _clustered(100_000)
    questions = _clustered(100_000, among=vectors)
    with mock.patch.object(faiss_index, "EXACT_UP_TO", len(vectors)):
        flat = FaissIndex.build(vectors)
    started = time.perf_counter()
    rough = FaissIndex.build(vectors)
    built = time.perf_counter() - started
    exact, fast = _alternately(
        [
            lambda turn: flat.search(questions[turn], SENTENCES),
            lambda turn: rough.search(questions[turn], SENTENCES),
        ],
        turns=60,
    )
    found = [
        len(np.intersect1d(flat.search(one, SENTENCES)[1], rough.search(one, SENTENCES)[1])) / SENTENCES
        for one in questions[:200]
    ]
    print(
        f"dense search, 100,000 vectors: all {_ms(exact)}, a rough copy first {_ms(fast)}, "
        f"{exact / fast:.1f} times as fast"
    )
    print(f"    recall of the nearest {SENTENCES}: {np.mean(found):.3f}; built in {built:.1f} s")


def _clustered(count: int, among: FloatArray | None = None) -> FloatArray:
    """Unit vectors around 2,000 centres; or 200 questions, each beside some vector."""
    random = np.random.default_rng(3 if among is None else 4)
    if among is None:
        centres = random.normal(size=(2_000, DIMENSION)).astype(np.float32)
        rows = centres[random.integers(0, 2_000, count)] + random.normal(size=(count, DIMENSION)).astype(np.float32)
    else:
        noise = random.normal(size=(200, DIMENSION)).astype(np.float32)
        rows = among[random.integers(0, count, 200)] + 0.7 * noise / np.sqrt(DIMENSION)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _start(folder: Path) -> None:
    library = Library.open(folder / "made")
    library.save(list(_made_documents(2_000)))
    LocalSearchEngine(library, folder / "kept").view()
    anew, kept = _alternately(
        [
            lambda turn: LocalSearchEngine(library, folder / f"new{turn}").view(),
            lambda _: LocalSearchEngine(library, folder / "kept").view(),
        ],
        turns=5,
    )
    sentences = LocalSearchEngine(library, folder / "kept").view().sentence_count
    library.close()
    print(
        f"start, {sentences:,} sentences: anew {_ms(anew)}, from the cache {_ms(kept)}, {anew / kept:.1f} times as fast"
    )


def _change(folder: Path) -> None:
    """One document replaced in a library of 100,000 sentences, against indexes made anew of all of them."""
    library = Library.open(folder / "large")
    made = list(_made_documents(10_000))
    for first in range(0, len(made), 500):
        library.save(made[first : first + 500])
    engine = LocalSearchEngine(library, folder / "large indexes")
    sentences = engine.view().sentence_count

    def replace(turn: int) -> None:
        library.save([made[turn]])
        engine.view()

    def anew(turn: int) -> None:
        LocalSearchEngine(library, folder / f"large {turn}").view()

    one, whole = _alternately([replace, anew], turns=3)
    library.close()
    print(
        f"one document of {sentences:,} sentences replaced: {_ms(one)}, all indexes anew {_ms(whole)}: "
        f"{whole / one:.0f} times as fast"
    )


def _verify(folder: Path) -> None:
    """Ten thousand citations over HTTP, in a library of 100,000 sentences, against only reading what they cite."""
    services = Services(Settings(data=folder / "large"))
    library = services.library
    with reading(library.engine) as connection:
        ids = [document for document, _ in bare_texts(connection)]
        cited = [cite_slice(kept, *kept.sentences()[0]) for kept in citation_views(connection, ids)][:MOST_CITATIONS]
    kept_fields = {"document_id", "document_sha256", "selectors"}
    bodies = [CitationBody.of(one).model_dump(mode="json", include=kept_fields) for one in cited]
    body = json.dumps({"citations": bodies}).encode()
    client = TestClient(create_app(services))
    headers = {"Content-Type": "application/json"}

    def read(_: int) -> None:
        with reading(library.engine) as connection:
            deque(citation_views(connection, ids), maxlen=0)

    def verify(_: int) -> None:
        counts = client.post("/v1/verify", content=body, headers=headers).json()["counts"]
        assert counts["exact"] == len(bodies), counts

    gc.collect()
    gc.freeze()  # as a server does with what it has loaded
    whole, only_read = _alternately([verify, read], turns=5)
    services.close()
    print(
        f"verifying {len(bodies):,} citations over HTTP: {_ms(whole)}, reading their documents alone {_ms(only_read)}: "
        f"{whole / only_read:.1f} times that"
    )


def _made_documents(count: int) -> Sequence[EncodedDocument]:
    random = np.random.default_rng(5)
    words = [f"từ{number}" for number in range(3_000)]
    made = []
    for number in range(count):
        sentences = [" ".join(random.choice(words, 20)).capitalize() + "." for _ in range(10)]
        ready = prepare(RawDocument(f"{number}", Source(title=f"Bài {number}"), " ".join(sentences)))
        document, passages = ready.document, ready.passages
        vectors = random.normal(size=(len(passages) + sum(len(one.sentences) for one in passages), DIMENSION))
        halves = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
        made.append(
            EncodedDocument(document, passages, halves[: len(passages)], halves[len(passages) :], RECIPE, "made")
        )
    return made


def _ingest(folder: Path, encoder: Encoder) -> None:
    raws = [raw for raw in read_path(ROOT / "seeds" / "documents") if isinstance(raw, RawDocument)]
    libraries = [Library.open(folder / f"seeds{turn}") for turn in range(3)]
    sentences = sum(len(passage.sentences) for raw in raws for passage in prepare(raw).passages)
    whole, encoding = _alternately(
        [
            lambda turn: Ingester(libraries[turn], encoder).ingest(raws),
            lambda _: encode(encoder, [prepare(raw) for raw in raws]),
        ],
        turns=3,
    )
    for library in libraries:
        library.close()
    print(
        f"ingesting the seeds, a sentence of {sentences}: {_ms(whole / sentences)}, "
        f"cutting and encoding alone {_ms(encoding / sentences)}: {whole / encoding:.2f} times that"
    )


def _ask(folder: Path, encoder: Encoder) -> None:
    lines = (ROOT / "seeds" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[::3]]
    library = Library.open(folder / "seeds0")
    answerer = Answerer(encoder, LocalSearchEngine(library, folder / "asked"), FusionRanker())
    answerer.answer(questions[0])
    whole, encoding = _alternately(
        [lambda turn: answerer.answer(questions[turn]), lambda turn: encoder.embed_queries([questions[turn]])],
        turns=len(questions),
    )
    library.close()
    print(f"a question to the seeds: {_ms(whole)}, encoding alone {_ms(encoding)}: {whole / encoding:.2f} times that")


def _alternately(works: Sequence[Callable[[int], object]], turns: int) -> list[float]:
    """The median time in seconds of each, every turn doing all of them, so that a busy machine slows all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(turns):
        for work, times in zip(works, taken, strict=True):
            started = time.perf_counter()
            work(turn)
            times.append(time.perf_counter() - started)
    return [statistics.median(times) for times in taken]


def _ms(seconds: float) -> str:
    return f"{1_000 * seconds:.1f} ms"


if __name__ == "__main__":
    main()
