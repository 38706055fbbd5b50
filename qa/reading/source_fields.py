"""Which source do the named fields of a document describe?"""

import re
from collections.abc import Mapping
from datetime import date

from qa.errors import DocumentError
from qa.types import Source

_ISO_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?", re.DOTALL)
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,].*)?", re.DOTALL)
# `https:`, `javascript:`; an address without one is relative to a site that the file does not name.
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def source_of(fields: Mapping[str, object]) -> Source:
    """The source by the fields `title`, `publisher`, `url` and `published_at`; others are ignored.

    A field that is missing, None or blank counts as not given, and so does a relative address.

    Raises:
        DocumentError: a field has an invalid value; the message names the field.
    """
    published_at = _text(fields, "published_at")
    return Source(
        title=_text(fields, "title"),
        publisher=_text(fields, "publisher"),
        url=_web_address(_text(fields, "url")),
        published_at=None if published_at is None else _day(published_at),
    )


def day_of(value: str) -> date:
    """The day of `2025-11-21`, of an ISO time (in its own time zone), or of `21/11/2025`; `.`, `/` and `-` are alike.

    Raises:
        ValueError: it has none of these forms, or there is no such day.
    """
    value = value.strip()
    if iso := _ISO_DAY.fullmatch(value):
        return date(int(iso[1]), int(iso[3]), int(iso[4]))
    if vietnamese := _VIETNAMESE_DAY.fullmatch(value):
        return date(int(vietnamese[4]), int(vietnamese[3]), int(vietnamese[1]))
    raise ValueError(value)


def is_web_address(value: str) -> bool:
    """Whether a citation may link to this: `javascript:` and the like are no web addresses."""
    return value.lower().startswith(("http://", "https://")) and not any(map(str.isspace, value))


def one_line(value: str | None) -> str | None:
    """The value with each run of blanks as one space; None if it is None or blank."""
    return " ".join(value.split()) or None if value else None


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise DocumentError(f"trường {name} phải là chuỗi ký tự")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise DocumentError(f"trường {name} có mã ký tự hỏng (nửa cặp surrogate)")
    return one_line(value)


def _web_address(value: str | None) -> str | None:
    if value is not None and not _SCHEME.match(value):
        return None
    if value is not None and not is_web_address(value):
        raise DocumentError("trường url phải là địa chỉ bắt đầu bằng http:// hoặc https://")
    return value


def _day(value: str) -> date:
    try:
        return day_of(value)
    except ValueError as error:
        raise DocumentError(
            f"trường published_at ghi “{value[:40]}”, không phải ngày; hãy viết 2025-11-21 hoặc 21/11/2025"
        ) from error
