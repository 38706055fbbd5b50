"""Which documents does an upload hold, and is one of them sent twice?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.errors import UnknownDocumentError
from qa.ingesting.identity import document_id
from qa.jobs.job_store import Sent
from qa.library.store import Library
from qa.reading import ReadingLimits, read_upload
from qa.types import RawDocument, Rejected, Source

# The end of every id that `document_id` generates.
_MADE_OF_AN_ORIGIN = re.compile(r"(?:^|-)[0-9a-f]{8}\Z")

TWICE = "đã có trong cùng lần gửi này; cái gửi trước được giữ, hãy đổi tên hoặc mã rồi gửi lại cái sau"


def sent_text(library: Library, name: str, text: str, source: Source) -> Sent:
    """A text sent under an id, as the file to store. An id that exists keeps its origin."""
    return Sent(f"{document_id(name)}.txt", text.encode(), origin_of(library, name), source)


def origin_of(library: Library, wanted: str) -> str:
    """The origin that gives a document this id: that of an existing document, since a file's id is not its path."""
    if not _MADE_OF_AN_ORIGIN.search(wanted):  # an id that is its own origin: nothing to look up
        return wanted
    try:
        return library.document(wanted).origin
    except UnknownDocumentError:
        return wanted


def documents_of(sent: Iterable[Sent], limits: ReadingLimits) -> Iterator[RawDocument | Rejected]:
    """The documents of the files, in order; a document whose id occurred before is refused."""
    seen: set[str] = set()
    for one in sent:
        found = None
        for found in read_upload(one.data, one.name, one.origin, limits, one.source):
            if isinstance(found, Rejected):
                yield replace(found, where=found.where.replace(one.name, one.origin, 1)) if one.origin else found
            elif (name := document_id(found.origin)) in seen:
                yield Rejected(found.origin, TWICE)
            else:
                seen.add(name)
                yield found
        if found is None:  # JSON lines without a line
            yield Rejected(one.name, "không có tài liệu nào trong tệp")
