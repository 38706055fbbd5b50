"""How does a decision become answers with citations, or an abstention?"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from qa.answering.stages import ChosenAnswer, Decision
from qa.citing.citation import cite
from qa.citing.highlights import highlights_of
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.suggesting.suggestions import suggestions
from qa.types import Abstention, Answer, Answers


def cite_answers(decision: Decision) -> Answers | Abstention:
    """The chosen sentences with their citations; as the nearest sentences if the confidence is too low."""
    ranking = decision.ranking
    read_as, generation = ranking.question.read_as, ranking.view.generation
    sentences = _sentences(decision)
    answers = tuple(_answer(one, sentences) for one in decision.chosen)
    if not decision.confident:
        # They are no answers, so that none of their words answers.
        return Abstention(read_as, tuple(replace(one, highlights=()) for one in answers), generation)
    asked = [ranking.question.text, read_as, *(turn.question for turn in ranking.asked.turns)]
    cited = [sentences[position] for position in decision.best]
    return Answers(read_as, answers, generation, suggestions(ranking.view, cited, asked))


def _sentences(decision: Decision) -> Mapping[int, IndexedSentence]:
    """All sentences that are shown or named, by position, fetched in one call."""
    positions = list(decision.best)
    for one in decision.chosen:
        positions += one.first, one.last, *one.others
    positions = sorted(set(positions))
    return dict(zip(positions, decision.ranking.view.sentences(np.array(positions, np.int64)), strict=True))


def _answer(chosen: ChosenAnswer, sentences: Mapping[int, IndexedSentence]) -> Answer:
    citation = cite(sentences[chosen.first], sentences[chosen.last])
    also_in = tuple(cite(sentences[position]) for position in chosen.others)
    highlights = highlights_of(citation, sentences[chosen.best].start, chosen.span)
    return Answer(citation.quote.exact, chosen.score, chosen.confidence, citation, also_in, highlights)
