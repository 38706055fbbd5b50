"""What is the address of a source page?"""

from collections.abc import Iterable
from urllib.parse import quote

# Below it every address is a document's.
SOURCES = "sources"


def source_path(document_id: str) -> str:
    """The path of a source page: without a leading slash, so that it works under any prefix that a proxy puts before
    the service; an id may contain anything, slashes too.
    """
    return f"{SOURCES}/{quote(document_id, safe='')}"


def source_link(
    document_id: str, document_sha256: str, *, start: int, end: int, highlights: Iterable[tuple[int, int]] = ()
) -> str:
    """The same with these code points marked, as long as the source's text has this hash; `highlights` are offsets of
    the document, within the marked ones, that are set in bold.
    """
    bold = "".join(f"&highlight={first}-{last}" for first, last in highlights)
    return f"{source_path(document_id)}?start={start}&end={end}&sha256={document_sha256}{bold}"
