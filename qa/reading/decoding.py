"""Which text do these bytes hold?"""

import codecs

from qa.errors import UnreadableError, UnsupportedError
from qa.reading.legacy_encodings import decode_legacy, name_of_encoding
from qa.reading.limits import ReadingLimits

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 4_000  # bytes
# Most of a Vietnamese text is blanks, digits, points and plain letters, each of which has a NUL in UTF-16.
_NULS_OF_UTF16 = 0.3

_BINARY = "tệp nhị phân, không phải văn bản; hãy lưu nội dung thành tệp văn bản dạng UTF-8"


def decode(data: bytes, limits: ReadingLimits) -> str:
    """The text of a file with its newlines as they are, without the byte order mark.

    UTF-8 and UTF-16 are read, with a byte order mark or without; windows-1258, TCVN3 and VNI if the decoded words leave
    no doubt. Nothing else is guessed, since a wrong guess would give wrong text.

    Raises:
        UnreadableError: the bytes are no text, or nothing but blanks.
        UnsupportedError: text in an encoding that is not read.
        TooLargeError: the text, or a line of it, is too long.
    """
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableError(_BINARY)
    check_text(text, limits)
    return text


def legacy_encoding(data: bytes) -> str | None:
    """The name of the encoding from before Unicode that `decode` takes the bytes for; None where it is none."""
    try:
        data.decode(_unmarked_utf16(data) or ("utf-16" if data.startswith(_UTF16_MARKS) else "utf-8"))
    except UnicodeDecodeError:
        return name_of_encoding(data)
    return None


def check_text(text: str, limits: ReadingLimits) -> None:
    """Refuses a text that cannot be a document.

    Raises:
        UnreadableError: the text is blank, or holds half a surrogate pair and so is no Unicode text.
        TooLargeError: the text, or a line of it, is too long.
    """
    if not text.strip():
        raise UnreadableError("không có nội dung; tài liệu phải có ít nhất một câu")
    limits.check_text(text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError("có mã ký tự hỏng (nửa cặp surrogate); hãy xuất lại dữ liệu ở dạng UTF-8") from error


def _decoded(data: bytes) -> str:
    try:
        if data.startswith(_UTF16_MARKS):
            return data.decode("utf-16")
        return data.decode(_unmarked_utf16(data) or "utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data and not data.startswith(_UTF16_MARKS):
            raise UnreadableError(_BINARY) from error
        text = decode_legacy(data)
        if text is None:
            raise UnsupportedError(
                f"không phải UTF-8 (byte thứ {error.start + 1}), cũng không rõ là UTF-16, windows-1258, TCVN3 hay VNI; "
                "hãy lưu tệp ở dạng UTF-8"
            ) from error
        return text


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, by the NULs of its ASCII letters, all at odd or all at even offsets."""
    head = data[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > _NULS_OF_UTF16 * len(head) / 2 and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return None
