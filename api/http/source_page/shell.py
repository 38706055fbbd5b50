"""What surrounds the content of every source page, a document or a refusal?"""

from urllib.parse import quote, urljoin

from starlette.requests import Request

from api.markup import Markup, element, joined

# Below the service's root: where the style sheet and the script are served.
FILES = "source_page"


def to_root(request: Request) -> str:
    """The path from the page up to the service's root, such as `../`: so links are right behind any proxy.

    It counts the slashes as the browser does.
    """
    root = quote(request.scope.get("root_path", ""))
    return "../" * (_path(request).removeprefix(root).count("/") - 1)


def service_address(request: Request) -> str:
    """The whole address of the service's root, as the browser knows it, with a slash at its end."""
    return urljoin(f"{request.url.scheme}://{request.url.netloc}{_path(request)}", to_root(request))


def is_framed(request: Request) -> bool:
    """Whether another page shows this one in a frame of its own, as the browser reports."""
    return request.headers.get("sec-fetch-dest") in ("iframe", "frame")


def _path(request: Request) -> str:
    """The path as it came, without decoding: a slash of an id may be written `%2F`."""
    raw: bytes = request.scope.get("raw_path") or quote(request.url.path).encode()
    return raw.decode("ascii", "replace").partition("?")[0]


def whole(title: str, root: str, *main: Markup, script: bool = False, framed: bool = False) -> str:
    """The whole file. In a frame there is no link home: it would lead away within the frame."""
    head = joined(
        element("meta", charset="utf-8"),
        element("title", f"{title} · Hỏi Đáp"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href=f"{root}widget/icon.svg", type="image/svg+xml"),
        element("link", rel="stylesheet", href=f"{root}{FILES}/source.css"),
        element("script", src=f"{root}{FILES}/source.js", defer=True) if script else "",
    )
    home = element("header", element("a", "Hỏi Đáp", href=root), class_="home")
    body = element("body", *(() if framed else (home,)), element("main", *main), class_="framed" if framed else None)
    return f"<!doctype html>\n{element('html', element('head', head), body, lang='vi')}\n"
