"""What does the address of a source page ask for?

What is no number is refused; whether a number fits the document is checked in `highlights`.
"""

import re
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.http.refusals import RefusedError
from api.schemas.sha256 import is_sha256

# The most cited sentences of one conversation that are marked: more would colour the whole page.
MOST_ALSO = 50

# No sentence has so many answers; what is shown in bold is looked through for every paragraph of the sentence.
MOST_HIGHLIGHTS = 20

# No text has so many characters; more digits are a mistake, and Python refuses to parse thousands of them.
_NUMBER = re.compile(r"[0-9]{1,15}")
_RANGE = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")

# In characters: enough of a wrong value to recognise it by.
_LONGEST_SHOWN = 40

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Ranges are pairs of offsets in code points, half-open where they are in order, which is not checked here.

    `highlights` are to be in bold, within what is cited. `not_taken` counts the values of `also` that are no ranges or
    too many; `sha256` is the hash of the text that was cited, in lower-case hex; `part` counts from 1.
    """

    cited: Range | None = None
    highlights: tuple[Range, ...] = ()
    also: tuple[Range, ...] = ()
    not_taken: int = 0
    sha256: str | None = None
    part: int | None = None


def asked_for(query: QueryParams) -> Asked:
    """The values of `start`, `end`, `highlight`, `also`, `sha256` and `part`; other parameters are ignored.

    Raises:
        RefusedError: 422 where the value of one is invalid; the detail names it.
    """
    values = query.getlist("also")
    found = [(int(one[1]), int(one[2])) for text in values[:MOST_ALSO] if (one := _RANGE.fullmatch(text))]
    also = tuple(dict.fromkeys(found))
    not_taken = len(values) - len(found)
    return Asked(
        cited=_cited(query),
        highlights=tuple(_range("highlight", text) for text in query.getlist("highlight")[:MOST_HIGHLIGHTS]),
        also=also,
        not_taken=not_taken,
        sha256=_hash(query.get("sha256")),
        part=_number(query, "part"),
    )


def _cited(query: QueryParams) -> Range | None:
    start, end = _number(query, "start"), _number(query, "end")
    if start is not None and end is not None:
        return start, end
    if start is None and end is None:
        return None
    missing = "start" if start is None else "end"
    raise RefusedError(422, f"{missing}: thiếu; một chỗ trích cần cả start và end.")


def _number(query: QueryParams, name: str) -> int | None:
    value = query.get(name)
    if value is None or _NUMBER.fullmatch(value):
        return None if value is None else int(value)
    raise RefusedError(422, f"{name}: phải là một số nguyên từ 0 trở lên, không phải “{value[:_LONGEST_SHOWN]}”.")


def _range(name: str, value: str) -> Range:
    if found := _RANGE.fullmatch(value):
        return int(found[1]), int(found[2])
    raise RefusedError(422, f"{name}: phải là hai số nguyên như 12-30, không phải “{value[:_LONGEST_SHOWN]}”.")


def _hash(value: str | None) -> str | None:
    if value is None or is_sha256(value.lower()):
        return None if value is None else value.lower()
    raise RefusedError(422, f"sha256: phải là 64 chữ số thập lục phân, không phải “{value[:_LONGEST_SHOWN]}”.")
