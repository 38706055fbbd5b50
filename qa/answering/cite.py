"""How does a decision become answers with citations, or an abstention?"""

from dataclasses import replace

from qa.answering.spans.answer_slice import AnswerSlice
from qa.answering.stages import ChosenAnswer, Decision
from qa.citing.citation import cite
from qa.citing.highlights import highlights_of
from qa.suggesting.suggestions import suggestions
from qa.types import Abstention, Answer, Answers, Citation


def cite_answers(decision: Decision) -> Answers | Abstention:
    """The chosen slices with their citations; as the nearest sentences if the confidence is too low."""
    ranking = decision.ranking
    read_as, generation = ranking.question.read_as, ranking.view.generation
    answers = tuple(map(_answer, decision.chosen))
    if not decision.confident:
        # They are no answers, so that none of their words answers.
        return Abstention(read_as, tuple(replace(one, highlights=()) for one in answers), generation)
    asked = [ranking.question.text, read_as, *(turn.question for turn in ranking.asked.turns)]
    return Answers(read_as, answers, generation, suggestions(ranking.view, decision.best, asked))


def _answer(chosen: ChosenAnswer) -> Answer:
    citation = _cited(chosen.slice)
    return Answer(
        citation.quote.exact,
        chosen.score,
        chosen.confidence,
        citation,
        tuple(map(_cited, chosen.others)),
        # The best sentence may be a question, which is not shown again with its answer.
        highlights_of(citation, chosen.best.start, chosen.span) if chosen.best in chosen.slice else (),
        chosen.slice.introduction,
        chosen.slice.more_items,
    )


def _cited(slice_: AnswerSlice) -> Citation:
    return cite(slice_.first, slice_.last)
