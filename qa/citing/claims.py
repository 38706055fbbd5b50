"""What does a citation claim, and which verdicts are there?"""

from dataclasses import dataclass
from enum import StrEnum

from qa.types import Citation


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that these words are in a document. `quote` is not empty; everything else may be missing.

    `offsets` are their start and end in the document with the id; `document_sha256` is of the version that was cited.
    `prefix` and `suffix` are the text around them: they choose among several occurrences, and may differ.
    """

    quote: str
    document_id: str | None = None
    document_sha256: str | None = None
    offsets: tuple[int, int] | None = None
    prefix: str = ""
    suffix: str = ""


class Status(StrEnum):
    """The verdict on a claim, in one word."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"


class Reason(StrEnum):
    """The reason for a status. Each belongs to one status."""

    AT_PLACE = "at_place"
    IN_TEXT = "in_text"
    ELSEWHERE = "elsewhere"
    OTHER_VERSION = "other_edition"
    OTHER_FORM = "other_form"
    EDITED = "edited"
    NOT_IN_DOCUMENT = "not_in_document"
    NOWHERE = "nowhere"
    NO_DOCUMENT = "no_document"


_STATUSES = {
    Reason.AT_PLACE: Status.EXACT,
    Reason.IN_TEXT: Status.EXACT,
    Reason.ELSEWHERE: Status.MOVED,
    Reason.OTHER_VERSION: Status.MOVED,
    Reason.OTHER_FORM: Status.CHANGED,
    Reason.EDITED: Status.CHANGED,
    Reason.NOT_IN_DOCUMENT: Status.MISSING,
    Reason.NOWHERE: Status.MISSING,
    Reason.NO_DOCUMENT: Status.MISSING,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a claim. `citation` is the current position of the exact words, `also_in` their other occurrences;
    `nearest` is the nearest sentence if they occur nowhere.
    """

    reason: Reason
    citation: Citation | None = None
    also_in: tuple[Citation, ...] = ()
    nearest: Citation | None = None

    @property
    def status(self) -> Status:
        """The status that the reason belongs to."""
        return _STATUSES[self.reason]
