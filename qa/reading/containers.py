"""May this zip file be unpacked?"""

import io
import zipfile

from qa.errors import TooLargeError, UnreadableError
from qa.reading.limits import ReadingLimits

MOST_PARTS = 5_000  # in the zip file; a thesis with a thousand pictures has fewer


def check_container(data: bytes, limits: ReadingLimits, *, damaged: str) -> None:
    """Looks at the list of its parts, and unpacks none of them.

    Raises:
        UnreadableError: it is no zip file; with the message `damaged`.
        TooLargeError: it has too many parts, or they unpack to more than the limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(damaged) from error
    if len(parts) > MOST_PARTS:
        raise TooLargeError(f"tệp có {len(parts)} phần, nhiều nhất là {MOST_PARTS}; hãy chia nhỏ tài liệu")
    # No part is unpacked beyond its declared size, so checking the declared sizes is enough.
    limits.check_unpacked(sum(part.file_size for part in parts))
