"""txtai's hybrid index: BM25 and vectors, half each, which is its default."""

from collections.abc import Callable

from asked import PASSAGE_PROMPT, QUERY_PROMPT, Exchange, measure
from txtai import Embeddings


def build(exchange: Exchange) -> Callable[[str], int | None]:
    """The index over all sentences."""
    embeddings = Embeddings(
        path=exchange.model,
        method="sentence-transformers",
        instructions={"query": QUERY_PROMPT, "data": PASSAGE_PROMPT},
        hybrid=True,
        gpu=False,
    )
    embeddings.index(enumerate(exchange.sentences))

    def best(question: str) -> int | None:
        found = embeddings.search(question, 1)
        return int(found[0][0]) if found else None

    return best


if __name__ == "__main__":
    measure(build)
