"""What does whoever searches or cites need to know of a document?"""

from dataclasses import dataclass

from qa.types import Source


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One document as it was kept at one time: its row number, never given twice, and its seal."""

    number: int
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """What an answer needs to know of its document. `display_title` and `pages` as in `Document`."""

    version: DocumentVersion
    id: str
    display_title: str
    source: Source
    sha256: str
    pages: tuple[int, ...] = ()
