"""What is made of a file that is sent?"""

from qa.reading import ReadingLimits, read_upload
from qa.types import RawDocument, Rejected


def read(data: bytes, name: str) -> RawDocument:
    """The one document of a file that is taken."""
    (found,) = read_upload(data, name)
    assert isinstance(found, RawDocument), found
    return found


def refusal(data: bytes, name: str, limits: ReadingLimits = ReadingLimits()) -> Rejected:  # noqa: B008 - frozen
    """Why a file is refused."""
    (found,) = read_upload(data, name, limits=limits)
    assert isinstance(found, Rejected)
    return found
