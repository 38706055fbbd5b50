"""What can go wrong, and what is each thing called?

    HoidapError
    ├── ModelError            the embedding model is missing, damaged or another one      (embeddings.errors)
    ├── VectorIndexError      a vector index is damaged or of another shape               (embeddings.errors)
    ├── QuestionError         a question that cannot be asked: empty, too long, no words
    ├── DocumentError         a document that cannot be taken; names the file and the line
    │   ├── UnreadableError   its bytes are not text of a kind that we read
    │   ├── TooLargeError     it is beyond a limit of the settings
    │   └── UnsupportedError  a kind of file, or an encoding, that is not read at all
    ├── UnknownDocumentError  no document has this id
    ├── UnknownJobError       no job has this id
    ├── CitationError         a file of citations that cannot be read
    ├── FeedbackError         feedback that cannot be kept; names the field
    │   └── OutdatedFeedbackError  on a document whose text has changed since
    ├── EvaluationError       a question file that cannot be used
    ├── LibraryError          the document store is missing, damaged, full or read-only
    ├── SettingsError         a setting has a value that cannot be used                   (api.settings)
    ├── AddressError          the server cannot listen at this address                    (api.http.listening)
    └── NotReadyError         asked before the model and the indexes were loaded          (api.http.startup)

`api.http.errors` maps each to its HTTP status in one table. A passing lack (no answer found) is no error: it is an
`Abstention`.
"""

from embeddings.errors import HoidapError, ModelError, VectorIndexError

__all__ = [
    "CitationError",
    "DocumentError",
    "EvaluationError",
    "FeedbackError",
    "HoidapError",
    "LibraryError",
    "ModelError",
    "OutdatedFeedbackError",
    "QuestionError",
    "TooLargeError",
    "UnknownDocumentError",
    "UnknownJobError",
    "UnreadableError",
    "UnsupportedError",
    "VectorIndexError",
]


class QuestionError(HoidapError):
    """A question that cannot be asked: empty, too long, or without a single word."""


class DocumentError(HoidapError):
    """A document that cannot be taken into the library. The message names the file, and the line where there is one."""


class UnreadableError(DocumentError):
    """A file whose bytes are not text of a kind that we read."""


class TooLargeError(DocumentError):
    """A document beyond a limit; the message names the limit."""


class UnsupportedError(DocumentError):
    """A kind of file, or an encoding, that is not read at all; the message names those that are."""


class UnknownDocumentError(HoidapError):
    """No document in the library has this id."""


class UnknownJobError(HoidapError):
    """No job has this id, or it was finished long ago."""


class CitationError(HoidapError):
    """A file of citations that cannot be read; the message names the file, and the field where there is one."""


class FeedbackError(HoidapError):
    """Feedback that cannot be kept, since what it says of an answer is not so; names the field."""


class OutdatedFeedbackError(FeedbackError):
    """Feedback on a document whose text has changed since the answer."""


class EvaluationError(HoidapError):
    """A question file that cannot be used for evaluation."""


class LibraryError(HoidapError):
    """The document store is missing, damaged, full or read-only."""
