"""How is it told that something was not taken?"""

from qa.errors import DocumentError, TooLargeError, UnsupportedError
from qa.types import Cause, Rejected


def refused(where: str, error: DocumentError) -> Rejected:
    """The error as a part of the report. A file's name on Linux is bytes and need not be Unicode text."""
    return Rejected(where.encode("utf-8", "replace").decode("utf-8"), str(error), _cause_of(error))


def closed_folder() -> DocumentError:
    """The refusal of a folder that cannot be looked into."""
    return DocumentError("không mở được thư mục; hãy kiểm tra quyền đọc")


def _cause_of(error: DocumentError) -> Cause:
    if isinstance(error, TooLargeError):
        return Cause.TOO_LARGE
    return Cause.UNSUPPORTED if isinstance(error, UnsupportedError) else Cause.CONTENT
