"""What holds within a group of an RTF file?"""

from __future__ import annotations

from dataclasses import dataclass, replace

TEXT, BESIDE, LABEL, FONTS, STYLES, MARGIN, TITLE, AUTHOR = range(8)

# Where the text of a group goes, by its first word; None is nowhere. So do groups that begin with \* and have no other.
_DESTINATIONS: dict[str, int | None] = {
    "fonttbl": FONTS,
    "stylesheet": STYLES,
    "title": TITLE,
    "author": AUTHOR,
    "listtext": LABEL,
    "pntext": LABEL,
    "footnote": BESIDE,
    "shptxt": BESIDE,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), MARGIN),
    **dict.fromkeys(
        ("*", "colortbl", "info", "pict", "object", "fldinst", "xe", "tc", "nonesttables", "filetbl", "template",
         "shprslt", "nonshppict", "listtable", "listoverridetable", "revtbl", "generator"),
        None,
    ),
}  # fmt: skip
_SWITCHES = {"strike": "struck", "striked": "struck", "v": "hidden", "deleted": "deleted"}


@dataclass(frozen=True, slots=True)
class GroupState:
    """`into` is where text goes; `skipped` is how many characters stand for a Unicode one in older programs."""

    into: int | None = TEXT
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    font: int = 0
    skipped: int = 1

    @property
    def is_shown(self) -> bool:
        """Whether a reader sees text as valid."""
        return not (self.hidden or self.struck or self.deleted)

    def behind(self, word: str, number: int | None) -> GroupState:
        """The state behind a control word."""
        if word in _DESTINATIONS:
            return replace(self, into=_DESTINATIONS[word])
        if word in _SWITCHES:
            return replace(self, **{_SWITCHES[word]: number != 0})
        if word == "plain":
            return replace(self, hidden=False, struck=False, deleted=False)
        if word == "f" and number is not None:
            return replace(self, font=number)
        if word == "uc" and number is not None:
            return replace(self, skipped=max(0, number))
        return self
