"""Which answerer does a user get who sets nothing?"""

from functools import cache
from pathlib import Path

from api.wiring import ranking_over, with_reader
from embeddings.encoder import Encoder
from embeddings.reader.passage_reader import PassageReader
from embeddings.reader.shipped import shipped_reader
from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.retrieval.local.engine import LocalSearchEngine

ROOT = Path(__file__).resolve().parents[1]


@cache
def kept_reader() -> PassageReader:
    """Made once, and kept from run to run."""
    return shipped_reader(ROOT / "build" / "reader")


def usual_answerer(encoder: Encoder, library: Library, indexes: Path) -> Answerer:
    """The answerer of `api.wiring` over this library."""
    ranker, confidence = with_reader(*ranking_over(encoder.fingerprint), kept_reader)
    return Answerer(encoder, LocalSearchEngine(library, indexes), ranker, confidence)
