"""Was text from before Unicode taken for Western European letters?

Where a program did not know the font, or threw it away, "Céng hßa" stands in a file that is perfect UTF-8. No name of a
font says so; but as TCVN3 or VNI its words are syllables, and as they stand they are none.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from qa.reading.legacy_encodings import share_of_syllables, tcvn3_shown, vni_lengths, vni_shown
from qa.reading.notes import notes_of
from qa.types import RawDocument, Span

# Letters of Vietnamese that no Western European language has.
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_LOOKED_AT = 20_000  # characters
# As for encodings: wrong tables turn half of the words into impossible syllables.
_LEAST_SHARE = 0.9
_LEAST_LEAD = 0.15


_NAMES: dict[Callable[[str], str], str] = {tcvn3_shown: "TCVN3", vni_shown: "VNI"}


def with_mistaken_letters_read(raw: RawDocument) -> RawDocument:
    """The document in Unicode, its marks and pages moved along, if its words leave no doubt; otherwise as it is."""
    shown = _table_for(raw.text)
    if shown is None:
        return raw
    moved = _moved(raw.text) if shown is vni_shown else lambda offset: offset
    marked = tuple(Span(moved(mark.start), moved(mark.end), mark.kind, mark.level) for mark in raw.marked)
    title, author = (value and shown(value) for value in (raw.source.title, raw.source.author))
    notes = notes_of(converted=[_NAMES[shown]])
    return replace(
        raw,
        text=shown(raw.text),
        source=replace(raw.source, title=title, author=author),
        marked=marked,
        pages=tuple(map(moved, raw.pages)),
        notes=(*raw.notes, *notes),
    )


def letters_read(text: str) -> tuple[str, tuple[str, ...]]:
    """A text that may have markup in it, in Unicode, and the name of the table that it was in; as it is and none."""
    shown = _table_for(text)
    return (text, ()) if shown is None else (shown(text), (_NAMES[shown],))


def _table_for(text: str) -> Callable[[str], str] | None:
    if text.isascii() or _VIETNAMESE.search(text):
        return None
    text = text[:_LOOKED_AT]
    as_it_is = share_of_syllables(text)
    scored = sorted(((share_of_syllables(shown(text)), shown) for shown in (tcvn3_shown, vni_shown)), key=_share)
    (second, _), (best, shown) = scored
    return shown if best >= _LEAST_SHARE and best - max(second, as_it_is) >= _LEAST_LEAD else None


def _share(scored: tuple[float, Callable[[str], str]]) -> float:
    return scored[0]


def _moved(text: str) -> Callable[[int], int]:
    """Where an offset comes to stand when each letter and its mark have become one."""
    lengths = vni_lengths(text)
    ends, shorter = [end for end, _ in lengths], [0, *(by for _, by in lengths)]
    return lambda offset: offset - shorter[bisect_right(ends, offset)]
