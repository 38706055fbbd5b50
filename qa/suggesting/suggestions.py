"""What might be asked next?

Headings of the cited documents: those that are questions, and those that say what stands below them. Those that stand
nearest to what was cited come first, and questions before others. A question in running text is none to ask: of 21 that
were asked as they stand, 20 were answered by themselves, and without that sentence 8 of 11 by none.
"""

from collections.abc import Iterable, Sequence

from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import SearchView
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


def suggestions(view: SearchView, cited: Sequence[IndexedSentence], asked: Iterable[str]) -> tuple[str, ...]:
    """Up to `MOST` texts to ask next. `cited` are the sentences that were given, best first; what was `asked` already
    is not suggested, nor is what stands above a sentence that was given.
    """
    known = {question_key(text) for text in asked}
    known |= {question_key(heading) for sentence in cited for heading in sentence.passage.headings}
    known |= {
        question_key(text) for sentence in cited for text in (sentence.passage.document.display_title, sentence.text)
    }
    found: dict[str, tuple[bool, int, int, str]] = {}
    around = (one for sentence in cited for one in view.headings_around(sentence.position, NEARBY))
    for order, (distance, heading) in enumerate(around):
        text = heading_text(heading)
        key, is_question = question_key(text), text.endswith("?")
        if key not in known and key not in found and _fits(text, is_question=is_question):
            found[key] = (not is_question, distance, order, text)
    return tuple(text for *_, text in sorted(found.values())[:MOST])


def heading_text(heading: str) -> str:
    """A heading without the signs that a wiki writes around it."""
    return heading.strip(_AROUND)


def _fits(text: str, *, is_question: bool) -> bool:
    """Whether somebody would ask this as it stands. A heading that ends as a sentence does is something else."""
    if len(text) > LONGEST or "\n" in text or text.endswith((".", "…", "!", ":", ";")):
        return False
    return is_question or len(list(words(text))) >= FEWEST_WORDS


def question_key(text: str) -> str:
    """The same for questions that differ in accents, case or signs alone."""
    return " ".join(map(folded_key, words(text)))
