"""How large may a file be?

Limits keep one careless file from taking the memory of everybody else. All are settings of the program.
"""

from dataclasses import dataclass

from qa.errors import TooLargeError


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What is refused beyond. The longest Vietnamese law has half a million characters in 3 MB of DOCX."""

    max_bytes: int = 40_000_000
    """Of one file; a file of JSON lines may be larger, but none of its lines."""
    max_characters: int = 20_000_000
    """Of one document: ten novels."""
    max_line: int = 1_000_000
    """Characters without a line break: more is a dump of data, and no paragraph."""
    max_pages: int = 5_000
    """Of a PDF."""
    max_unpacked_bytes: int = 400_000_000
    """Of a DOCX, or of a gzip file that is sent: both may unpack to a thousand times their size."""

    def check_bytes(self, size: int) -> None:
        """Raises TooLargeError where a file has more bytes than are taken."""
        if size > self.max_bytes:
            raise TooLargeError(f"tệp nặng {with_points(size)} byte, giới hạn là {with_points(self.max_bytes)} byte")

    def check_unpacked(self, size: int) -> None:
        """Raises TooLargeError where a packed file holds more bytes than are taken."""
        if size > self.max_unpacked_bytes:
            raise TooLargeError(f"tệp nén bung ra quá {with_points(self.max_unpacked_bytes)} byte; hãy chia nhỏ tệp")

    def check_text(self, text: str) -> None:
        """Raises TooLargeError where a text or one of its lines is too long."""
        if len(text) > self.max_characters:
            raise TooLargeError(
                f"văn bản dài quá {with_points(self.max_characters)} ký tự; hãy chia thành nhiều tài liệu nhỏ hơn"
            )
        if len(text) > self.max_line and max(map(len, text.splitlines()), default=0) > self.max_line:
            raise TooLargeError(
                f"có dòng dài quá {with_points(self.max_line)} ký tự; hãy ngắt dòng giữa các đoạn của văn bản"
            )


def with_points(number: int) -> str:
    """The number as Vietnamese write it: 40.000.000."""
    return f"{number:,}".replace(",", ".")
