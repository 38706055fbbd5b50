"""How does an error become a rejection in the report?"""

from qa.errors import DocumentError, TooLargeError, UnsupportedError
from qa.types import Cause, Rejected


def refused(where: str, error: DocumentError) -> Rejected:
    """The error as an entry of the report. File names on Linux are bytes and need not be valid Unicode."""
    return Rejected(where.encode("utf-8", "replace").decode("utf-8"), str(error), _cause_of(error))


def closed_folder() -> DocumentError:
    """The error for a folder that cannot be opened."""
    return DocumentError("không mở được thư mục; hãy kiểm tra quyền đọc")


def _cause_of(error: DocumentError) -> Cause:
    if isinstance(error, TooLargeError):
        return Cause.TOO_LARGE
    return Cause.UNSUPPORTED if isinstance(error, UnsupportedError) else Cause.CONTENT
