"""How are the widget's files served?

To any origin, since a page elsewhere imports them; compressed once, at the start; and without indentation, comment
lines and the blanks around signs. Nothing else is changed, so that a browser shows the lines of the source.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

WIDGET = Path(__file__).parents[2] / "widget"

_SCRIPTS_AND_STYLES = (".js", ".css")

# A block that begins and ends its lines, or a line of its own: a test holds that there are no other comments.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*$", re.MULTILINE | re.DOTALL)

# In a style sheet, outside strings; before a colon a blank may join two selectors, and stays.
_NEEDLESS = re.compile(r'("[^"\n]*")|(?<=[:;,{}])\s+|(?<!\s)\s++(?=[{}])|;\s*+(?=\})')

# In a script, outside strings; a line with a template, a regular expression or another quote stays as it is. So do the
# blanks around plus and minus: two of these in a row would be another sign.
_SIGN = r"[{}()\[\],;:=<>!&|?]"
_NEEDLESS_IN_SCRIPT = re.compile(
    rf"""(^.*[`'/].*$|"(?:[^"\\\n]|\\.)*")|(?<={_SIGN})[ ]|[ ](?={_SIGN})""",
    re.MULTILINE,
)

_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",  # asked for each time, answered with 304: modules of two versions never meet
    "Vary": "Accept-Encoding",
}


@dataclass(frozen=True, kw_only=True)
class WidgetFile:
    """One file as it is sent: plain, and compressed by gzip."""

    plain: bytes
    packed: bytes
    media_type: str
    etag: str

    @classmethod
    def of(cls, path: Path) -> "WidgetFile":
        """The file at this path."""
        plain = path.read_bytes()
        if path.suffix in _SCRIPTS_AND_STYLES:
            source = for_browsers(plain.decode())
            plain = (style_for_browsers(source) if path.suffix == ".css" else script_for_browsers(source)).encode()
        guessed = mimetypes.guess_type(path.name)[0] or "text/plain"
        return cls(
            plain=plain,
            packed=gzip.compress(plain, 9, mtime=0),
            media_type="text/javascript" if path.suffix == ".js" else guessed,
            etag=f'"{hashlib.sha256(plain).hexdigest()[:16]}"',
        )


def for_browsers(source: str) -> str:
    """A script or a style sheet without its comments and indentation."""
    lines = (line.strip() for line in _COMMENT.sub("", source).splitlines())
    return "\n".join(filter(None, lines)) + "\n"


def style_for_browsers(style: str) -> str:
    """A style sheet without the blanks that a browser does not need."""
    return _NEEDLESS.sub(lambda found: found[1] or "", style)


def script_for_browsers(script: str) -> str:
    """A script without the blanks that a browser does not need, line by line as it was."""
    return _NEEDLESS_IN_SCRIPT.sub(lambda found: found[1] or "", script)


def widget_files() -> Mapping[str, WidgetFile]:
    """All files by their names."""
    return {path.name: WidgetFile.of(path) for path in WIDGET.iterdir() if path.is_file()}


def widget_routes() -> APIRouter:
    """The files below /widget/; they are read now."""
    router = APIRouter(include_in_schema=False)
    files = widget_files()

    @router.api_route("/widget/{name}", methods=["GET", "HEAD"])
    def widget_file(name: str, request: Request) -> Response:
        if name not in files:
            raise HTTPException(404)
        return _response(files[name], request)

    return router


def _response(file: WidgetFile, request: Request) -> Response:
    headers = _HEADERS | {"ETag": file.etag}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=file.media_type)
    return Response(file.plain, headers=headers, media_type=file.media_type)
