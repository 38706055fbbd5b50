"""Which answerer does a user get who sets nothing?"""

from pathlib import Path

from api.wiring import ranking_over
from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.library.store import Library
from qa.retrieval.local.engine import LocalSearchEngine


def usual_answerer(encoder: Encoder, library: Library, indexes: Path) -> Answerer:
    """The answerer of `api.wiring` over this library."""
    ranker, confidence = ranking_over(encoder.fingerprint)
    return Answerer(encoder, LocalSearchEngine(library, indexes), ranker, confidence)
