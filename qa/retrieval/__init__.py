"""Which sentences could answer: dense and lexical search over one generation of the library."""
