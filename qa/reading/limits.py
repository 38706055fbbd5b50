"""How large may a file be?

The limits keep one oversized file from exhausting the memory. All are settings of the program.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from qa.errors import TooLargeError

# Combining marks in a row on one letter. Unicode's stream-safe format has 30 (UAX #15); Python sorts them in
# the square of their number.
MOST_MARKS = 100

# No mark is below U+0300, so that only runs of other letters need be looked at one by one.
_FOREIGN = re.compile(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1},}}")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The limits. The longest Vietnamese law has half a million characters in 3 MB of DOCX."""

    max_bytes: int = 40_000_000
    """Of one file; a file of JSON lines may be larger, but none of its lines."""
    max_characters: int = 20_000_000
    """Of one document: ten novels."""
    max_line: int = 1_000_000
    """Characters without a line break; more is a data dump and no paragraph."""
    max_pages: int = 5_000
    """Of a PDF."""
    max_unpacked_bytes: int = 400_000_000
    """Of an office file or a book, or of a gzip file that is sent: all may unpack to a thousand times their size."""

    max_read_bytes: int = 500_000_000
    """Of memory that reading one file may take."""
    max_read_seconds: int = 8
    """Of a processor's time that reading one file may take, and two more for each million bytes of it: a PDF of 1,500
    pages has 6 MB and takes eleven.
    """

    def seconds_for(self, size: int) -> int:
        """How long, of a processor's time, a file of so many bytes may be read."""
        return self.max_read_seconds + 2 * size // 1_000_000

    def memory_spent(self) -> TooLargeError:
        """The error for a file whose reading takes too much memory, or ends the process that reads it."""
        return TooLargeError(
            f"không đọc được trong {self.max_read_bytes // 1_000_000} MB bộ nhớ: tệp bung ra quá lớn, hoặc bị hỏng; "
            "giới hạn này đặt bằng HOIDAP_MAX_READ_MB"
        )

    def time_spent(self, size: int) -> TooLargeError:
        """The error for a file of so many bytes whose reading takes too long."""
        return TooLargeError(
            f"đọc quá {self.seconds_for(size)} giây chưa xong; giới hạn này đặt bằng HOIDAP_MAX_READ_SECONDS"
        )

    def check_bytes(self, size: int) -> None:
        """Raises TooLargeError where a file has more bytes than are taken."""
        if size > self.max_bytes:
            raise TooLargeError(f"tệp nặng {with_points(size)} byte, giới hạn là {with_points(self.max_bytes)} byte")

    def check_unpacked(self, size: int) -> None:
        """Raises TooLargeError where a packed file holds more bytes than are taken."""
        if size > self.max_unpacked_bytes:
            raise TooLargeError(f"tệp nén bung ra quá {with_points(self.max_unpacked_bytes)} byte; hãy chia nhỏ tệp")

    def check_text(self, text: str) -> None:
        """Raises TooLargeError where a text or one of its lines is too long, or a letter carries too many marks."""
        if len(text) > self.max_characters:
            raise TooLargeError(
                f"văn bản dài quá {with_points(self.max_characters)} ký tự; hãy chia thành nhiều tài liệu nhỏ hơn"
            )
        if len(text) > self.max_line and max(map(len, text.splitlines()), default=0) > self.max_line:
            raise TooLargeError(
                f"có dòng dài quá {with_points(self.max_line)} ký tự; hãy ngắt dòng giữa các đoạn của văn bản"
            )
        if _has_pile_of_marks(text):
            raise TooLargeError(f"có chữ cái mang quá {MOST_MARKS} dấu; tệp có lẽ bị hỏng, hãy xuất lại văn bản")


def with_points(number: int) -> str:
    """The number with Vietnamese separators: 40.000.000."""
    return f"{number:,}".replace(",", ".")


def _has_pile_of_marks(text: str) -> bool:
    return any(
        are_marks and sum(1 for _ in run) > MOST_MARKS
        for found in _FOREIGN.finditer(text)
        for are_marks, run in groupby(found[0], lambda character: unicodedata.combining(character) > 0)
    )
