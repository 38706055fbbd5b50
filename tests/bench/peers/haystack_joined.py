"""Haystack's in-memory store: BM25 and dense retrieval, joined by reciprocal rank fusion."""

from collections.abc import Callable

from asked import PASSAGE_PROMPT, QUERY_PROMPT, Exchange, measure
from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from sentence_transformers import SentenceTransformer

# Of each side, as its tutorial on hybrid retrieval has it.
TOP = 10


def build(exchange: Exchange) -> Callable[[str], int | None]:
    """The pipeline over all sentences. The model is called directly: the components around it differ by version."""
    model = SentenceTransformer(exchange.model, device="cpu")
    store = InMemoryDocumentStore(embedding_similarity_function="dot_product")
    vectors = model.encode([PASSAGE_PROMPT + one for one in exchange.sentences], normalize_embeddings=True)
    store.write_documents(
        [
            Document(id=str(number), content=text, embedding=vector.tolist())
            for number, (text, vector) in enumerate(zip(exchange.sentences, vectors, strict=True))
        ]
    )
    pipeline = Pipeline()
    pipeline.add_component("lexical", InMemoryBM25Retriever(store, top_k=TOP))
    pipeline.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=TOP))
    pipeline.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=1))
    pipeline.connect("lexical", "join")
    pipeline.connect("dense", "join")

    def best(question: str) -> int | None:
        vector = model.encode([QUERY_PROMPT + question], normalize_embeddings=True)[0].tolist()
        asked = {"lexical": {"query": question}, "dense": {"query_embedding": vector}}
        found = pipeline.run(asked)["join"]["documents"]
        return int(found[0].id) if found else None

    return best


if __name__ == "__main__":
    measure(build)
