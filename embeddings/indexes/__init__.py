"""Vector indexes: implementations of `embeddings.vector_index.VectorIndex`."""
