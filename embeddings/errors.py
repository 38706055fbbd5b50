"""What can go wrong between text and vectors?

The root of the project's one tree of errors stands here, in the lowest room; `qa.errors` draws the whole tree.
"""


class HoidapError(Exception):
    """Anything that Hỏi Đáp says no to by name. Its message is in Vietnamese and is meant for the person who asked."""


class ModelError(HoidapError):
    """The embedding model is missing, damaged, or not the one that the vectors were made with."""


class VectorIndexError(HoidapError):
    """A vector index cannot be read, or was asked about vectors of another shape."""
