"""Which number does LibreOffice put in front of an item or a heading?"""

from __future__ import annotations

from typing import Any

from qa.reading.formats.office.open_styles import TEXT, OpenStyles

LEVELS = 10


class OpenLists:
    """The lists and headings of one file, counting on as they are read in order. Levels count from 1."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._headings = [0] * LEVELS
        # By name of its style, the last numbers of a list: another one may count on.
        self._counts: dict[str, list[int]] = {}

    def begin(self, element: Any, level: int, style: str) -> str:  # noqa: ANN401 - lxml ships no types
        """Begins a list within one of this style, and returns its own style."""
        style = element.get(f"{TEXT}style-name") or style
        counts = self._counts.setdefault(style, [0] * LEVELS)
        continued = element.get(f"{TEXT}continue-list") is not None
        if not continued and element.get(f"{TEXT}continue-numbering") != "true":
            counts[level - 1 :] = [0] * (LEVELS - level + 1)
        return style

    def number(self, item: Any, level: int, style: str) -> str:  # noqa: ANN401 - as above
        """What stands before the next item; "" where nothing is shown."""
        if level > LEVELS or item.tag == f"{TEXT}list-header":
            return ""
        counts = self._counts[style]
        start = item.get(f"{TEXT}start-value")
        if start is None and not counts[level - 1]:
            start = self._styles.start(style, level)
        return self._styles.number(style, level, _counted(counts, level, start))

    def heading_number(self, heading: Any, level: int) -> str:  # noqa: ANN401 - as above
        """What stands before the next heading, where the file numbers its headings."""
        if heading.get(f"{TEXT}is-list-header") == "true":
            return ""
        return self._styles.heading_number(level, _counted(self._headings, level, None))


def _counted(counts: list[int], level: int, start: str | int | None) -> list[int]:
    """The numbers of the levels down to this one, which counts on, or starts anew; those below it begin again."""
    counts[level - 1] = counts[level - 1] + 1 if start is None else int(start)
    counts[level:] = [0] * (LEVELS - level)
    return counts[:level]
