"""Which answerer does a user get who sets nothing?"""

from pathlib import Path

from embeddings.encoder import Encoder
from qa.answering.answerer import Answerer
from qa.answering.confidence import TRAINED
from qa.library.store import Library
from qa.ranking.trained import TrainedRanker
from qa.retrieval.engine import LocalSearchEngine


def usual_answerer(encoder: Encoder, library: Library, indexes: Path) -> Answerer:
    """The answerer of `api.wiring` over this library."""
    return Answerer(encoder, LocalSearchEngine(library, indexes), TrainedRanker(), TRAINED)
