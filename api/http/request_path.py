"""Which path below the service's root does a request ask for?"""

from starlette.types import Scope

from api.links import SOURCES


def path_of(scope: Scope) -> str:
    """The path of a request below the service's root, wherever that is mounted; empty where there is no path."""
    path: str = scope.get("path", "")
    return path.removeprefix(scope.get("root_path", ""))


def is_source(scope: Scope) -> bool:
    """Whether a request asks for the page of a source."""
    return path_of(scope).startswith(f"/{SOURCES}/")
