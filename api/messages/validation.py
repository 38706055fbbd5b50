"""What is wrong with an input, in one Vietnamese sentence?

It names each field and what would be right; pydantic has a list in English.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

# The first part of pydantic's path, from FastAPI; it is of no use to a person.
_PARAMETER_KINDS = ("body", "query", "path", "header")

# A body may hold a thousand mistakes, and a key of a million characters; the sentence stays one that can be read.
_MOST_ERRORS = 5
_LONGEST_NAME = 60

BROKEN_UNICODE = "có ký tự Unicode bị hỏng (nửa cặp thay thế); hãy gửi văn bản UTF-8 nguyên vẹn"

_REASONS: Mapping[str, str] = {
    "missing": "thiếu trường bắt buộc này",
    "extra_forbidden": "không có trường nào tên như vậy; các trường được ghi trong /openapi.json",
    "int_type": "phải là một số nguyên",
    "int_parsing": "phải là một số nguyên",
    "int_from_float": "phải là một số nguyên",
    "float_type": "phải là một số",
    "float_parsing": "phải là một số",
    "finite_number": "phải là một số hữu hạn",
    "string_type": "phải là một chuỗi ký tự",
    "string_unicode": BROKEN_UNICODE,
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "nhiều nhất là {le}",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "list_type": "phải là một danh sách",
    "too_short": "phải có ít nhất {min_length} mục",
    "too_long": "có nhiều nhất {max_length} mục",
    "string_too_short": "phải có ít nhất {min_length} ký tự",
    "string_too_long": "có nhiều nhất {max_length} ký tự",
    "path_type": "phải là một đường dẫn",
    "literal_error": "phải là một trong: {expected}",
    "union_tag_invalid": "trường {discriminator} phải là một trong: {expected_tags}",
    "union_tag_not_found": "thiếu trường {discriminator}",
    "model_type": "phải là một đối tượng JSON",
    "model_attributes_type": "phải là một đối tượng JSON, gửi với Content-Type: application/json",
    "dict_type": "phải là một đối tượng JSON",
}


def explain(errors: Iterable[Mapping[str, Any]], name: Callable[[str], str] = str) -> str:
    """One sentence out of the errors of a `ValidationError`. `name` turns a field's path into what it is known by."""
    reasons = [_explained(error, name) for error in errors]
    more = [f"và {len(reasons) - _MOST_ERRORS} lỗi nữa"] if len(reasons) > _MOST_ERRORS else []
    return "; ".join(reasons[:_MOST_ERRORS] + more) + "."


def _explained(error: Mapping[str, Any], name: Callable[[str], str]) -> str:
    path = [part for part in error["loc"] if part not in _PARAMETER_KINDS]
    if error["type"] == "json_invalid":
        position = f" (lỗi ở ký tự thứ {path[0] + 1})" if path and isinstance(path[0], int) else ""
        return f"thân yêu cầu không phải JSON hợp lệ{position}"
    reason = _reason(error)
    return f"{name(_joined(path))}: {reason}" if path else f"thân yêu cầu {reason}"


def _reason(error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    if error["type"] == "hoidap":  # our own validators word it themselves
        return str(error["msg"])
    known = _REASONS.get(error["type"], "giá trị không hợp lệ")
    return known.format(**context).replace(" or ", " hoặc ")


def _joined(path: Iterable[str | int]) -> str:
    """`filter.publishers[0]`; half a surrogate pair in a name becomes a question mark: no reply could carry it."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part[:_LONGEST_NAME]}" for part in path]
    return "".join(parts).removeprefix(".").encode("utf-8", "replace").decode("utf-8")
