"""What might be asked next?

Headings of the cited documents: those that are questions, and those with enough words to describe their sections.
Questions come before others, then the headings nearest to the cited sentences. Questions in running text are not
suggested: of 21 that were asked, 20 were their own first answers, and without that sentence 8 of 11 had none.
"""

from collections.abc import Iterable, Sequence

from qa.retrieval.indexed_sentence import IndexedSentence
from qa.retrieval.search_engine import SearchView
from qa.text.keys import folded_key, words

MOST = 3

# Passages on either side of the cited one. A law has thousands, and those further away are about something else.
NEARBY = 20

# In syllables: shorter headings (“Lịch sử”, “Các lĩnh vực chính”) mean nothing without their documents.
FEWEST_WORDS = 5

# Markup of wiki headings. With it 68 of 90 headings of Wikipedia are answered, without it 73.
_AROUND = "= \t\r\n"

# In characters: what fits on a button on a phone in two or three lines.
LONGEST = 100


def suggestions(view: SearchView, cited: Sequence[IndexedSentence], asked: Iterable[str]) -> tuple[str, ...]:
    """Up to `MOST` texts to ask next. `cited` are the answers' sentences, best first. Questions already `asked` and the
    headings above a cited sentence are not suggested.
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
    """A heading without wiki markup."""
    return heading.strip(_AROUND)


def _fits(text: str, *, is_question: bool) -> bool:
    """Whether this can be asked as it is. A heading that ends like a sentence is no heading."""
    if len(text) > LONGEST or "\n" in text or text.endswith((".", "…", "!", ":", ";")):
        return False
    return is_question or len(list(words(text))) >= FEWEST_WORDS


def question_key(text: str) -> str:
    """A key that is the same for questions that differ only in accents, case or signs."""
    return " ".join(map(folded_key, words(text)))
