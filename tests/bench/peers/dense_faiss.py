"""sentence-transformers and FAISS as their tutorials have it: one vector a sentence, the nearest one answers."""

from collections.abc import Callable

import faiss
from asked import PASSAGE_PROMPT, QUERY_PROMPT, Exchange, measure
from sentence_transformers import SentenceTransformer


def build(exchange: Exchange) -> Callable[[str], int | None]:
    """The exact index over all sentences."""
    model = SentenceTransformer(exchange.model, device="cpu")
    index = faiss.IndexFlatIP(model.get_sentence_embedding_dimension())
    index.add(model.encode([PASSAGE_PROMPT + one for one in exchange.sentences], normalize_embeddings=True))

    def best(question: str) -> int | None:
        _, found = index.search(model.encode([QUERY_PROMPT + question], normalize_embeddings=True), 1)
        return int(found[0][0])

    return best


if __name__ == "__main__":
    measure(build)
