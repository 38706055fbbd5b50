"""What is a document called where it has no title?"""

import re

# One line on a phone.
LONGEST = 80

_BLANKS = re.compile(r"\s+")


def display_title(title: str | None, opening: str) -> str:
    """The title, or the opening words of the body with an ellipsis where they are cut short. For display only."""
    if title:
        return title
    line = _BLANKS.sub(" ", opening).strip()
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0] + "…" if " " in line[:LONGEST] else line[:LONGEST] + "…"
