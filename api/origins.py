"""How are the origins read that HOIDAP_ORIGINS names, and the hosts of HOIDAP_HOSTS?"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

ANY = "*"

_HOST = re.compile(r"[\w.-]+|[\da-f:]+", re.ASCII)

_NAME = re.compile(r"[\w.-]+", re.ASCII)

_DEFAULT_PORTS = {"http": 80, "https": 443}


def parse_origins(value: object) -> object:
    """Origins as browsers write them, from a list separated by commas. Anything but a string is returned as it is.

    Raises:
        PydanticCustomError: a part of it is no origin.
    """
    return _each(value, _origin)


def parse_hosts(value: object) -> object:
    """Names of hosts as browsers send them, from a list separated by commas. Anything but a string is returned as is.

    Raises:
        PydanticCustomError: a part of it is no name.
    """
    return _each(value, _host)


def _each(value: object, read: Callable[[str], str]) -> object:
    if not isinstance(value, str):
        return value
    return tuple(ANY if part.strip() == ANY else read(part.strip()) for part in value.split(",") if part.strip())


def _host(text: str) -> str:
    try:
        name = text.encode("idna").decode().lower()
    except UnicodeError as error:
        raise _no_host(text) from error
    if not _NAME.fullmatch(name):
        raise _no_host(text)
    return name


def _no_host(text: str) -> PydanticCustomError:
    return PydanticCustomError(
        "hoidap",
        "“{text}” không phải tên máy; hãy viết như hoidap.example, không có https:// hay cổng, cách nhau bằng dấu "
        "phẩy, hoặc * cho mọi tên",
        {"text": text},
    )


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:  # UnicodeError is one too
        raise _no_origin(text) from error
    beyond = parts.path + parts.query + parts.fragment + (parts.username or "")
    if parts.scheme not in _DEFAULT_PORTS or beyond or not _HOST.fullmatch(host):
        raise _no_origin(text)
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")


def is_origin(text: str) -> bool:
    """Whether this is an origin just as browsers write it."""
    try:
        return _origin(text) == text
    except PydanticCustomError:
        return False


def _no_origin(text: str) -> PydanticCustomError:
    return PydanticCustomError(
        "hoidap",
        "“{text}” không phải nguồn gốc (origin) của một trang; hãy viết như https://bao.example hay "
        "http://127.0.0.1:8080, không có đường dẫn phía sau, cách nhau bằng dấu phẩy, hoặc * cho mọi trang",
        {"text": text},
    )
