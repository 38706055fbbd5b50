"""Which questions of readers, whose answers helped, may be shown to others?

Anybody can send feedback, and a suggested question is read by everybody. So every word of it, except for the question
words, must occur in the cited passage or the headings above it: no name, number or insult comes in from outside.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qa.feedback.feedback_store import Cited, Feedback, KeptFeedback
from qa.questions.question_parts import content
from qa.questions.reading import tidied
from qa.retrieval.indexed_sentence import IndexedPassage
from qa.retrieval.search_engine import SearchView
from qa.suggesting.question_candidates import QuestionCandidate, passages_of, suits
from qa.text.keys import exact_keys

# Each is asked again before it is shown.
MOST = 20


def helpful_questions(kept: Iterable[KeptFeedback], view: SearchView) -> list[QuestionCandidate]:
    """The questions whose answers were found helpful more often than not, the most helpful first, each with the
    sentence that was cited, if its document still has the same text.
    """
    votes: Counter[tuple[str, Cited]] = Counter()
    for one in kept:
        if one.said.cited is not None and _is_shown_as_typed(one.said):
            votes[tidied(one.said.question), one.said.cited] += 1 if one.said.helpful else -1
    liked = [key for key, count in votes.most_common() if count > 0]
    return list(_still_there(liked, view))[:MOST]


def _is_shown_as_typed(said: Feedback) -> bool:
    """Whether it was read as typed: no accents restored, and not completed from the turn before."""
    question = tidied(said.question)
    return said.read_as in (None, question) and suits(question)


def _still_there(liked: Sequence[tuple[str, Cited]], view: SearchView) -> Iterator[QuestionCandidate]:
    for question, cited in liked:
        passages = passages_of(view, cited.document_id)
        if not passages or passages[0].document.sha256 != cited.document_sha256:
            continue
        index = bisect_right(passages, cited.start, key=lambda passage: passage.start) - 1
        if index >= 0 and _says_nothing_else(question, passages[index]):
            yield QuestionCandidate(question, cited.document_id, cited.start, cited.end)


def _says_nothing_else(question: str, passage: IndexedPassage) -> bool:
    said = " ".join((passage.document.display_title, *passage.headings, passage.text))
    return set(exact_keys(content(question))) <= set(exact_keys(said))
