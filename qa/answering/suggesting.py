"""What might be asked next?

Words of the cited documents, uncut: questions that stand in them, as headings or sentences, and headings that
say what they are about. Those that stand nearest to what was cited come first, and questions before other headings.
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

# In characters: what fits on a button on a phone in two or three lines.
LONGEST = 100


def suggestions(units: Units, cited: Sequence[int], asked: Iterable[str]) -> tuple[str, ...]:
    """Up to `MOST` texts to ask next. `cited` are the positions of the sentences that were told, best first; what was
    `asked` already is not suggested, nor is what stands above a sentence that was told.
    """
    known = {_key(text) for text in asked}
    known |= {_key(heading) for position in cited for heading in units.headings(position)}
    known |= {_key(text) for position in cited for text in (units.document(position).heading, units.text(position))}
    found: dict[str, tuple[bool, int, int, str]] = {}
    for order, (distance, text) in enumerate(one for position in cited for one in _around(units, position)):
        key, is_question = _key(text), text.endswith("?")
        if key not in known and key not in found and _fits(text, is_question=is_question):
            found[key] = (not is_question, distance, order, text)
    return tuple(text for *_, text in sorted(found.values())[:MOST])


def _around(units: Units, position: int) -> Iterator[tuple[int, str]]:
    """The innermost headings and the questions of the passages around this sentence, with how far off they are."""
    mine = int(units.passage_of[position])
    first, behind = np.searchsorted(units.document_of, [units.document_of[mine], units.document_of[mine] + 1]).tolist()
    for passage in range(max(first, mine - NEARBY), min(behind, mine + NEARBY + 1)):
        distance = abs(passage - mine)
        yield from ((distance, heading.strip()) for heading in units.passage_headings[passage][-1:])
        if "?" in units.passage_texts[passage]:
            start, end = np.searchsorted(units.passage_of, [passage, passage + 1]).tolist()
            sentences = (units.text(place).strip() for place in range(start, end))
            yield from ((distance, text) for text in sentences if text.endswith("?"))


def _fits(text: str, *, is_question: bool) -> bool:
    """Whether somebody would ask this as it stands. A heading that ends as a sentence does is something else."""
    if len(text) > LONGEST or "\n" in text or text.endswith((".", "…", "!", ":", ";")):
        return False
    return is_question or len(list(words(text))) >= FEWEST_WORDS


def _key(text: str) -> str:
    return " ".join(map(folded_key, words(text)))
