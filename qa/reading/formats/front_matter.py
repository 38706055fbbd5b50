"""Does this text begin with front matter?

YAML between lines of `---`, as Jekyll and Obsidian write it, or TOML between lines of `+++`, as Hugo may.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The line that opens a block, and those that close it.
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
# Front matter is a handful of fields; a `---` further down is a horizontal rule.
_MAX_LINES = 60
_MAX_CHARACTERS = 20_000  # YAML is parsed slowly
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_FIELD = re.compile(rf"({_NAME.pattern})\s*:(?:\s+(.*))?")
_REST_OF_A_FIELD = re.compile(r"\s+\S.*|#.*|-\s.*|")
# One of these among the names makes others possible that look like words of a sentence.
_USUAL = frozenset(
    {"title", "date", "tags", "aliases", "author", "publisher", "url", "published_at", "layout", "draft"}
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields at the very start of a text, their names in small letters. `end` is where the closing line ends."""

    fields: dict[str, object]
    end: int


def front_matter_of(text: str) -> FrontMatter | None:
    """The front matter, or None where the text begins with none.

    A block that is not closed, or that holds no fields, is ordinary text. YAML that is not quite right, such as a
    colon in a title without quotes, is read line by line.
    """
    block = _block(text)
    if block is None:
        return None
    fence, start, stop, end = block
    inside = text[start:stop]
    fields = _of_toml(inside) if fence == "+++" else _of_yaml(inside) or _of_lines(inside)
    return FrontMatter(fields, end) if fields else None


def _block(text: str) -> tuple[str, int, int, int] | None:
    """The opening line, the offsets of what stands between, and where the closing line ends."""
    first = _LINE.match(text)
    fence = first[1].rstrip() if first else ""
    if first is None or fence not in _FENCES:
        return None
    position = first.end()
    for _ in range(_MAX_LINES):
        line = _LINE.match(text, position)
        if line is None or line.end() == position:
            return None
        if line[1].rstrip() in _FENCES[fence] and position <= _MAX_CHARACTERS:
            return fence, first.end(), position, line.end(1)
        position = line.end()
    return None


def _of_toml(inside: str) -> dict[str, object]:
    try:
        return _named(tomllib.loads(inside.replace("\r\n", "\n").replace("\r", "\n")))
    except tomllib.TOMLDecodeError:
        return {}


def _of_yaml(inside: str) -> dict[str, object]:
    # It takes some time to import, and few files have front matter.
    import yaml  # noqa: PLC0415 - see above

    try:
        # Scalars stay as they are written: a day is parsed with those of other formats.
        loaded: Any = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and dicts only
    except (yaml.YAMLError, RecursionError):
        return {}
    return _named(loaded) if isinstance(loaded, dict) else {}


def _named(loaded: Mapping[Any, Any]) -> dict[str, object]:
    fields = {str(name).lower(): value for name, value in loaded.items()}
    return fields if _USUAL & set(fields) or all(map(_NAME.fullmatch, fields)) else {}


def _of_lines(inside: str) -> dict[str, object]:
    """The fields of `name: value` lines; their indented continuations, list items and comments are ignored."""
    fields: dict[str, object] = {}
    for line in _LINE_BREAK.split(inside):
        if field := _FIELD.fullmatch(line.rstrip()):
            fields.setdefault(field[1].lower(), _unquoted(field[2] or ""))
        elif not _REST_OF_A_FIELD.fullmatch(line):
            return {}
    return fields


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
