"""What does a citation claim, and what can become of the claim?"""

from dataclasses import dataclass
from enum import StrEnum

from qa.types import Citation


@dataclass(frozen=True, slots=True)
class Claim:
    """That these words stand there. `quote` is not empty; all but the quote may be left open.

    `offsets` are their start and end in the document with the id; `document_sha256` is of the version that was cited.
    `prefix` and `suffix` are what stood around them: they choose among several occurrences and are never an objection.
    """

    quote: str
    document_id: str | None = None
    document_sha256: str | None = None
    offsets: tuple[int, int] | None = None
    prefix: str = ""
    suffix: str = ""


class Status(StrEnum):
    """What became of a claim, in one word."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"


class Reason(StrEnum):
    """Why so. Each belongs to one status."""

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
    """What became of a claim. `citation` is where the very words stand now, `also_in` where else; `nearest` is what
    comes nearest where they stand nowhere.
    """

    reason: Reason
    citation: Citation | None = None
    also_in: tuple[Citation, ...] = ()
    nearest: Citation | None = None

    @property
    def status(self) -> Status:
        """The reason in one word."""
        return _STATUSES[self.reason]
