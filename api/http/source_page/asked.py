"""What does the address of a source page ask for?

What tells no number is refused; whether a number fits the document is another question (`highlights`).
"""

import re
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.http.refusals import RefusedError

# As many cited sentences of one conversation as are marked: more would colour the whole page.
MOST_ALSO = 50

# No text has so many characters; more digits are a slip, and Python refuses to read thousands of them.
_NUMBER = re.compile(r"[0-9]{1,15}")
_PLACE = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")
_SHA256 = re.compile(r"[0-9a-f]{64}")

# Enough of what was typed to recognise it by.
_LONGEST_SHOWN = 40

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Places are pairs of offsets in code points, half-open where they are in order, which nobody has checked yet.

    `not_taken` counts the further places that tell no numbers or are too many; `sha256` is the hash of the text that
    was cited, in lower-case hex; `part` counts from 1.
    """

    cited: Place | None = None
    also: tuple[Place, ...] = ()
    not_taken: int = 0
    sha256: str | None = None
    part: int | None = None


def asked_for(query: QueryParams) -> Asked:
    """What the parameters `start`, `end`, `also`, `sha256` and `part` say; others are not looked at.

    Raises:
        ToldError: 422 where one holds what it cannot hold; the sentence names it.
    """
    told = query.getlist("also")
    found = [(int(one[1]), int(one[2])) for text in told[:MOST_ALSO] if (one := _PLACE.fullmatch(text))]
    also = tuple(dict.fromkeys(found))
    not_taken = len(told) - len(found)
    return Asked(_cited(query), also, not_taken, _hash(query.get("sha256")), _number(query, "part"))


def _cited(query: QueryParams) -> Place | None:
    start, end = _number(query, "start"), _number(query, "end")
    if start is not None and end is not None:
        return start, end
    if start is None and end is None:
        return None
    missing = "start" if start is None else "end"
    raise RefusedError(422, f"{missing}: thiếu; một chỗ trích cần cả start và end.")


def _number(query: QueryParams, name: str) -> int | None:
    told = query.get(name)
    if told is None or _NUMBER.fullmatch(told):
        return None if told is None else int(told)
    raise RefusedError(422, f"{name}: phải là một số nguyên từ 0 trở lên, không phải “{told[:_LONGEST_SHOWN]}”.")


def _hash(told: str | None) -> str | None:
    if told is None or _SHA256.fullmatch(told.lower()):
        return None if told is None else told.lower()
    raise RefusedError(422, f"sha256: phải là 64 chữ số thập lục phân, không phải “{told[:_LONGEST_SHOWN]}”.")
