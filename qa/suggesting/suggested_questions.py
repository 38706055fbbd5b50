"""Which questions are suggested to a reader who has not asked yet?

Only questions that were tried: each is asked of the readers' answerer, and kept if the answer comes from the passages
that the question was taken from. No suggestion is better than a bad one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from qa.answering.answerer import Answerer
from qa.questions.question_parts import content
from qa.questions.reading import tidied
from qa.retrieval.search_engine import SearchView
from qa.suggesting.question_candidates import QuestionCandidate, question_candidates
from qa.suggesting.suggestions import question_key
from qa.types import Answer, Answers

# More would fill a phone before the first question.
MOST_SUGGESTED = 6

# A question takes some 30 ms, in which readers' questions have to wait.
MOST_ASKED = 60

# More likely right than not, whatever the threshold: a suggested question should not be answered with “Chưa chắc”.
LEAST_CONFIDENCE = 0.5

# The Jaccard similarity of two questions' words from which a reader takes them for the same.
_ALIKE = 0.6


def suggested_questions(
    answerer: Answerer,
    view: SearchView,
    helpful: Sequence[QuestionCandidate] = (),
    check_stopping: Callable[[], None] = lambda: None,
) -> tuple[str, ...]:
    """Up to `MOST_SUGGESTED` questions, from as many documents as possible; those found `helpful` come before the
    others of their document. Deterministic for one library. `check_stopping` is called before each is asked, and may
    raise.
    """
    found: list[tuple[str, Answer]] = []
    asked = 0
    for candidate in _in_turns(helpful, question_candidates(view)):
        if len(found) == MOST_SUGGESTED or asked == MOST_ASKED:
            break
        if any(_is_alike(candidate.text, text) for text, _ in found):
            continue
        check_stopping()
        asked += 1
        answer = _answer_to(candidate, answerer)
        if answer and all(answer.text != other.text for _, other in found):
            found.append((candidate.text, answer))
    return tuple(text for text, _ in found)


def _in_turns(
    helpful: Iterable[QuestionCandidate], by_document: Iterable[list[QuestionCandidate]]
) -> Iterator[QuestionCandidate]:
    """One candidate of each document, then another of each."""
    queues: dict[str, list[QuestionCandidate]] = {}
    for one in chain(helpful, *by_document):
        queues.setdefault(one.document_id, []).append(one)
    return (one for turn in zip_longest(*queues.values()) for one in turn if one)


def _answer_to(candidate: QuestionCandidate, answerer: Answerer) -> Answer | None:
    """The first answer, if it is one that a reader would accept."""
    outcome = answerer.answer(candidate.text, 1)
    if not isinstance(outcome, Answers) or outcome.read_as != tidied(candidate.text):
        return None
    answer = outcome.answers[0]
    if answer.confidence < LEAST_CONFIDENCE:
        return None
    is_question = answer.text.rstrip().endswith("?") or question_key(candidate.text) in question_key(answer.text)
    return answer if not is_question and _stands_there(candidate, answer) else None


def _stands_there(candidate: QuestionCandidate, answer: Answer) -> bool:
    return any(
        cited.document_id == candidate.document_id and cited.start < candidate.end and candidate.start < cited.end
        for cited in (answer.citation, *answer.also_in)
    )


def _is_alike(one: str, other: str) -> bool:
    """Whether two questions have nearly the same content, question words aside (Jaccard 1901)."""
    mine, its = (set(question_key(content(text)).split()) for text in (one, other))
    return len(mine & its) >= _ALIKE * len(mine | its)
