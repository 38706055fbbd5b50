"""Which text do these bytes hold?"""

import codecs

from qa.errors import UnreadableError

# The longest Vietnamese law has half a million characters, a long novel two million. Beyond ten novels a file is a
# dump that belongs into JSON lines, and holding it several times over in memory would hurt everyone else.
MAX_CHARACTERS = 20_000_000
# A Vietnamese letter takes three bytes of UTF-8 at most, any character four.
MAX_BYTES = 4 * MAX_CHARACTERS

TOO_LONG = f"văn bản dài quá {MAX_CHARACTERS:,} ký tự; hãy chia thành nhiều tài liệu nhỏ hơn".replace(",", ".")

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """The text of a file, newlines untouched; the byte order mark is no text and goes.

    UTF-8 (with or without a mark) and UTF-16 (with one) are read. No other encoding is guessed: the Vietnamese
    code pages (TCVN3, VNI, windows-1258) cannot be told apart by their bytes, and a wrong guess is wrong text.

    Raises:
        UnreadableError: the bytes are no such text, or hold a NUL, or nothing but blanks, or too much.
    """
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableError("tệp nhị phân, không phải văn bản; hãy lưu nội dung thành tệp văn bản dạng UTF-8")
    check_text(text)
    return text


def check_text(text: str) -> None:
    """Refuse what can be no document.

    Raises:
        UnreadableError: the text is blank, too long, or holds half a surrogate pair and so is no Unicode text.
    """
    if not text.strip():
        raise UnreadableError("không có nội dung; tài liệu phải có ít nhất một câu")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(TOO_LONG)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError("có mã ký tự hỏng (nửa cặp surrogate); hãy xuất lại dữ liệu ở dạng UTF-8") from error


def _decoded(data: bytes) -> str:
    try:
        if data.startswith(_UTF16_MARKS):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise UnreadableError(
                "tệp nhị phân, không phải văn bản; hãy lưu nội dung thành tệp văn bản dạng UTF-8"
            ) from error
        raise UnreadableError(f"không phải UTF-8 (byte thứ {error.start + 1}); hãy lưu tệp ở dạng UTF-8") from error
