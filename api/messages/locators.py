"""Where in its document is a sentence, in words for people?"""

import re
import unicodedata
from collections.abc import Sequence

from qa.text.keys import exact_keys

# The articles of a law are numbered through: with the number the chapter above says nothing more, nor does the title.
_ARTICLE = re.compile(r"[đð]iều\s+(\d+\w?)\b", re.IGNORECASE)

# A heading that is longer is a sentence: enough of it to find it by.
_LONGEST = 80


def locator_of(
    headings: Sequence[str], *, clause: str | None, page: int | None, title: str | None = None
) -> str | None:
    """Such as “Điều 105, khoản 2” or “Lịch sử, trang 3”; None where nothing is known beside the document's title.

    `headings` are outermost first.
    """
    parts = [_heading(headings, title), f"khoản {clause}" if clause else None, f"trang {page}" if page else None]
    return ", ".join(part for part in parts if part) or None


def _heading(headings: Sequence[str], title: str | None) -> str | None:
    """The article where there is one, else the words of the innermost heading that says more than the title."""
    words = [" ".join(unicodedata.normalize("NFC", heading).split()) for heading in reversed(headings)]
    for heading in words:
        if found := _ARTICLE.match(heading):
            return f"Điều {found[1]}"
    # A page often prints its title once more as its first heading.
    titled = exact_keys(title or "")
    inmost = next((heading for heading in words if not titled or exact_keys(heading) != titled), "")
    return inmost if len(inmost) <= _LONGEST else f"{inmost[:_LONGEST].rsplit(' ', 1)[0]}…"
