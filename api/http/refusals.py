"""How does a route refuse a request where no error of `qa` fits? In Vietnamese, with a status."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException


class RefusedError(HTTPException):
    """A refusal whose `detail` is meant for the caller: it is sent as it is."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
