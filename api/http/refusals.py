"""How does a route say no where no error of ours fits? In Vietnamese, with a status."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException


class RefusedError(HTTPException):
    """A refusal whose `detail` is meant for the person who asked: it is shown as it is."""

    def __init__(self, status: int, told: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, told, dict(headers) if headers else None)
