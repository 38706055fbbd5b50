"""How does a request write a SHA-256?"""

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_sha256(text: str) -> bool:
    """Whether this is a SHA-256 as 64 hexadecimal digits in lower case."""
    return _SHA256.fullmatch(text) is not None


def _checked(text: str) -> str:
    if not is_sha256(text):
        raise PydanticCustomError("hoidap", "phải là SHA-256 viết bằng 64 chữ số hệ mười sáu, chữ thường")
    return text


Sha256 = Annotated[str, AfterValidator(_checked)]
