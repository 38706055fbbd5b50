"""How do other programs do with the same model, the same sentences and the same questions?

Each runs in an environment of its own (`scripts/bench_peers` makes it) and in process; this program is asked over HTTP.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.ingesting.encoding import context_of
from qa.ingesting.preparing import prepare
from qa.types import RawDocument
from tests.bench.asking import Latencies, hit_at_1, latencies
from tests.bench.corpus import ROOT, Question
from tests.bench.serving import served

PEERS = {
    "sentence-transformers + FAISS": "dense_faiss.py",
    "txtai hybrid": "txtai_hybrid.py",
    "Haystack BM25 + dense joined": "haystack_joined.py",
}
FOLDER = ROOT / "tests" / "bench" / "peers"


@dataclass(frozen=True, slots=True)
class Compared:
    """One program: the share of questions whose first sentence is right, and how long each answer took."""

    name: str
    hit_at_1: float
    latencies: Latencies


def own_result(
    data: Path, questions: Sequence[Question], documents: Sequence[RawDocument], **settings: str
) -> Compared:
    """This program's, over HTTP, told to answer whatever its confidence."""
    ids = {raw.origin: prepare(raw).document.id for raw in documents}
    with served(data, **settings, threshold="0") as server:
        latencies(server, questions[:20], 1)
        asked = latencies(server, questions, 1)
        return Compared("hoidap, over HTTP", hit_at_1(server, questions, ids), asked)


def peer_results(
    python: Path, model: Path, documents: Sequence[RawDocument], questions: Sequence[Question]
) -> Iterator[Compared]:
    """Those of the peers, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        exchange = Path(folder) / "exchange.json"
        exchange.write_text(json.dumps(exchanged(model, documents, questions)), encoding="utf-8")
        for name, script in PEERS.items():
            run = subprocess.run(
                [str(python), str(FOLDER / script), str(exchange)], capture_output=True, check=True, text=True
            )
            found = json.loads(run.stdout.splitlines()[-1])
            taken = found["milliseconds"]
            yield Compared(name, found["hit_at_1"], Latencies(taken, 1_000 * len(taken) / sum(taken)))


def exchanged(model: Path, documents: Sequence[RawDocument], questions: Sequence[Question]) -> dict[str, object]:
    """What peers are given, as `peers/asked.py` reads it."""
    sentences: list[str] = []
    numbers: dict[str, list[tuple[int, int, int]]] = {}
    for raw in documents:
        ready = prepare(raw)
        for passage in ready.passages:
            context = context_of(ready.document, passage)
            for sentence in passage.sentences:
                numbers.setdefault(raw.origin, []).append((len(sentences), sentence.start, sentence.end))
                sentences.append(context + sentence.text)
    asked = [{"text": one.text, "right": _right(one, numbers.get(one.origin, []))} for one in questions]
    return {"model": str(model.resolve()), "sentences": sentences, "questions": asked}


def _right(question: Question, sentences: Sequence[tuple[int, int, int]]) -> list[int]:
    return [
        number
        for number, first, last in sentences
        if any(first < end and start < last for start, end in question.spans)
    ]
