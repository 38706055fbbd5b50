"""FAISS and BM25 in this process: one search engine among others, which nothing outside the wiring names."""
