"""Which citations does a saved file hold?

A reply of /v1/ask or of `hoidap ask --json`, what /v1/verify takes, or a bare list of citations or answers.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from api.messages.validation import explain
from api.schemas.verify import VerifyRequest
from qa.citing.claims import Claim
from qa.errors import CitationError


def read_claims(path: Path) -> list[Claim]:
    """The claims of a file's citations, in their order. Of a reply: the citations of its answers and of the nearest
    sentences, each followed by its other sources.

    Raises:
        CitationError: the file cannot be read, or holds no citations.
    """
    found = _listed(path, _read(path))
    if not found:
        raise CitationError(f"{path}: không có trích dẫn nào để kiểm tra.")
    try:
        return list(VerifyRequest.model_validate({"citations": found}).citations)
    except ValidationError as error:
        raise CitationError(f"{path}: {explain(error.errors())}") from error


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise CitationError(f"{path}: không đọc được tệp ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise CitationError(f"{path}: không phải JSON viết bằng UTF-8.") from error


def _listed(path: Path, saved: object) -> list[object]:
    if isinstance(saved, list):
        return saved
    if isinstance(saved, Mapping):
        if isinstance(saved.get("citations"), list):
            return list(saved["citations"])
        if isinstance(saved.get("answers"), list):
            # Of several questions, the first that is answered is among the parts as well.
            parts = saved.get("parts") or [saved]
            return [cited for part in parts for answer in _of_reply(part) for cited in _of_answer(answer)]
    raise CitationError(
        f"{path}: cần câu trả lời đã lưu của /v1/ask hay “hoidap ask --json”, hoặc một danh sách trích dẫn."
    )


def _of_reply(part: object) -> Iterator[object]:
    for name in ("answers", "nearest"):
        found = part.get(name) if isinstance(part, Mapping) else None
        yield from found if isinstance(found, list) else ()


def _of_answer(answer: object) -> Iterator[object]:
    yield answer
    others = answer.get("also_in") if isinstance(answer, Mapping) else None
    yield from others if isinstance(others, list) else ()
