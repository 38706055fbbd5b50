"""Which lines are the items of a list, and which line leads into it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answering.spans.lines import Line
from qa.text.lines.list_markers import ListMarker

# In characters: a line without a marker that is longer is a paragraph and no item, unless a semicolon ends it.
_LONGEST_PLAIN_ITEM = 120

# In lines: an item with more paragraphs than this is not expected.
_MOST_PARAGRAPHS = 4

# In letters: after e comes g in a law, and after d comes e elsewhere.
_MOST_SKIPPED = 2

# In lines: so far above an item its lead-in is looked for.
_FARTHEST = 120


@dataclass(frozen=True, slots=True)
class ListLines:
    """A list: the index of the line that leads into it, None where it is right below its heading, and the first and
    last line of each item, in order.
    """

    lead: int | None
    items: tuple[tuple[int, int], ...]

    def item_at(self, line: int) -> int | None:
        """The index of the item that this line is in."""
        return next((index for index, (first, last) in enumerate(self.items) if first <= line <= last), None)


def list_below(lines: Sequence[Line], lead: int) -> ListLines | None:
    """The list that the line `lead` leads into; None where no items follow."""
    start = lead + 1
    if start >= len(lines):
        return None
    marker = lines[start].marker
    if marker is None:
        items = _plain_items(lines, start) if lines[lead].announces_list else []
    else:
        items = _items(lines, start, lines[lead].marker)
    return ListLines(lead, tuple(items)) if items else None


def list_around(lines: Sequence[Line], line: int) -> ListLines | None:
    """The innermost list that has this line in an item; None where there is none."""
    for lead in range(line - 1, max(-1, line - 1 - _FARTHEST), -1):
        if lines[lead].announces_list or _is_right_above(lines, lead):
            found = list_below(lines, lead)
            if found and found.item_at(line) is not None:
                return found
    marker = lines[0].marker if lines else None
    items = _items(lines, 0, None) if marker else []
    found = ListLines(None, tuple(items)) if len(items) > 1 else None
    return found if found and found.item_at(line) is not None else None


def _is_right_above(lines: Sequence[Line], lead: int) -> bool:
    """Whether it is a short line above the first item of a list of bullets or numbers."""
    below = lines[lead + 1].marker
    opens = below is not None and below.number <= 1
    return opens and lines[lead].marker is None and len(lines[lead].text) <= _LONGEST_PLAIN_ITEM


def _items(lines: Sequence[Line], start: int, above: ListMarker | None) -> list[tuple[int, int]]:
    """The items from the line `start` on, whose marker says how the others are marked. `above` is the marker of the
    line that leads into them.
    """
    first = lines[start].marker
    assert first is not None  # noqa: S101 - the caller has looked
    if above is not None and above.kind == first.kind:
        return _nested_bullets(lines, start) if not first.number else []
    outer = {line.marker.kind for line in lines[:start] if line.marker and line.marker.depth < first.depth}
    outer |= {above.kind} if above is not None else set()
    begins, inner = [start], set[str]()
    number, end = first.number, start + 1
    while end < len(lines):
        marker = lines[end].marker
        if marker is None:
            if not _goes_on(lines, end, first, number):
                break
        elif marker.kind != first.kind:
            # The first item of a list within an item, or a further one.
            if marker.kind in outer or not (marker.depth > first.depth or marker.number == 1 or marker.kind in inner):
                break
            inner.add(marker.kind)
        elif first.number and marker.number <= number:
            break
        else:
            begins.append(end)
            number = marker.number
        end += 1
    return list(zip(begins, [*(begin - 1 for begin in begins[1:]), end - 1], strict=True))


def _goes_on(lines: Sequence[Line], line: int, first: ListMarker, number: int) -> bool:
    """Whether a line without a marker belongs to the item above, since the list goes on after it."""
    if not first.number and lines[line].announces_list:
        return False
    for other in lines[line + 1 : line + 1 + _MOST_PARAGRAPHS]:
        if other.marker is not None:
            rises = not first.number or number < other.marker.number <= number + _MOST_SKIPPED
            return other.marker.kind == first.kind and rises
    return False


def _nested_bullets(lines: Sequence[Line], start: int) -> list[tuple[int, int]]:
    """A list within an item of the same bullets, which is all that is left of the indentation: up to a full stop after
    semicolons, or to the next line that leads into a list.
    """
    first = lines[start].marker
    end = start
    while end < len(lines) and lines[end].marker == first and not lines[end].announces_list:
        end += 1
        if lines[end - 1].text.endswith(".") and lines[start].text.endswith((";", ",")):
            break
    return [(line, line) for line in range(start, end)]


def _plain_items(lines: Sequence[Line], start: int) -> list[tuple[int, int]]:
    """Items without a marker: lines up to one that no semicolon ends, or short lines up to a blank line; up to a full
    stop where all lines are apart.
    """
    end = start
    if lines[start].text.endswith((";", ",")):
        while end < len(lines) and lines[end].marker is None and lines[end].text.endswith((";", ",")):
            end += 1
        end += end < len(lines) and lines[end].marker is None
    else:
        while end < len(lines) and _is_plain_item(lines[end], apart=end == start or lines[start].is_apart):
            end += 1
    return [(line, line) for line in range(start, end)] if end - start > 1 else []


def _is_plain_item(line: Line, *, apart: bool) -> bool:
    is_name = line.first == line.last and len(line.text) <= _LONGEST_PLAIN_ITEM and not line.text.endswith((".", "?"))
    return is_name and line.marker is None and not line.announces_list and (apart or not line.is_apart)
