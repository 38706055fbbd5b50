"""Does this text begin with front matter?"""

import re
from dataclasses import dataclass

_FENCE = "---"
# Front matter is a handful of fields; a `---` further down is a horizontal rule.
_MAX_LINES = 60
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FIELD = re.compile(r"([A-Za-z_][\w.-]*)\s*:(?:\s+(.*))?")
_REST_OF_A_FIELD = re.compile(r"\s+\S.*|#.*|-\s.*|")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields between two `---` lines at the very start of a text. `end` is where the closing line ends."""

    fields: dict[str, str]
    end: int


def front_matter_of(text: str) -> FrontMatter | None:
    """The front matter, or None where the text begins with none.

    A block that is not closed, or that holds anything but `name: value` lines (with their indented continuations,
    list items and comments, all of which are ignored), is ordinary text.
    """
    first = _LINE.match(text)
    if first is None or first[1].rstrip() != _FENCE:
        return None
    fields: dict[str, str] = {}
    position = first.end()
    for _ in range(_MAX_LINES):
        line = _LINE.match(text, position)
        if line is None or line.end() == position:
            return None
        if line[1].rstrip() == _FENCE:
            return FrontMatter(fields, line.end(1)) if fields else None
        if field := _FIELD.fullmatch(line[1].rstrip()):
            fields.setdefault(field[1].lower(), _unquoted(field[2] or ""))
        elif not _REST_OF_A_FIELD.fullmatch(line[1]):
            return None
        position = line.end()
    return None


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
