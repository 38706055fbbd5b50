"""What might be asked next?

Headings of the cited documents: those that are questions, and those that say what stands below them. Those that stand
nearest to what was cited come first, and questions before others. A question in running text is none to ask: of 21 that
were asked as they stand, 20 were answered by themselves, and without that sentence 8 of 11 by none.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from qa.library.units import Units
from qa.text.keys import folded_key, words

MOST = 3

# Passages on either side of the cited one. A law has thousands, and those further off are about something else.
NEARBY = 20

# A heading of fewer (“Lịch sử”, “Các lĩnh vực chính”) says nothing without the document around it.
FEWEST_WORDS = 5

# What a wiki writes around its headings. With it 68 of 90 headings of Wikipedia are answered, without 73.
_AROUND = "= \t\r\n"

# In characters: what fits on a button on a phone in two or three lines.
LONGEST = 100


def suggestions(units: Units, cited: Sequence[int], asked: Iterable[str]) -> tuple[str, ...]:
    """Up to `MOST` texts to ask next. `cited` are the positions of the sentences that were told, best first; what was
    `asked` already is not suggested, nor is what stands above a sentence that was told.
    """
    known = {_key(text) for text in asked}
    known |= {_key(heading) for position in cited for heading in units.headings(position)}
    known |= {_key(units.document(position).display_title) for position in cited}
    known |= {_key(units.text(position)) for position in cited}
    found: dict[str, tuple[bool, int, int, str]] = {}
    for order, (distance, text) in enumerate(one for position in cited for one in _around(units, position)):
        key, is_question = _key(text), text.endswith("?")
        if key not in known and key not in found and _fits(text, is_question=is_question):
            found[key] = (not is_question, distance, order, text)
    return tuple(text for *_, text in sorted(found.values())[:MOST])


def _around(units: Units, position: int) -> Iterator[tuple[int, str]]:
    """The innermost headings of the passages around this sentence, with how far off they are."""
    mine = int(units.passage_of[position])
    first, behind = np.searchsorted(units.document_of, [units.document_of[mine], units.document_of[mine] + 1]).tolist()
    for passage in range(max(first, mine - NEARBY), min(behind, mine + NEARBY + 1)):
        for heading in units.passage_headings[passage][-1:]:
            yield abs(passage - mine), heading.strip(_AROUND)


def _fits(text: str, *, is_question: bool) -> bool:
    """Whether somebody would ask this as it stands. A heading that ends as a sentence does is something else."""
    if len(text) > LONGEST or "\n" in text or text.endswith((".", "…", "!", ":", ";")):
        return False
    return is_question or len(list(words(text))) >= FEWEST_WORDS


def _key(text: str) -> str:
    return " ".join(map(folded_key, words(text)))
