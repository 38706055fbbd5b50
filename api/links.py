"""Under which address does the service show a source?"""

from urllib.parse import quote


def source_link(document_id: str, document_sha256: str, start: int, end: int) -> str:
    """The source's page, with these code points marked as long as its text has this hash. A path without a slash in
    front, so that it works under any prefix that a proxy puts before the service; an id may hold anything, slashes too.
    """
    return f"sources/{quote(document_id, safe='')}?start={start}&end={end}&sha256={document_sha256}"
