"""What is there to learn from one question?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import FloatArray
from qa.answering.answerer import Answerer
from qa.answering.stages import AskedQuestion
from qa.evaluation.outcomes import right_sentences
from qa.evaluation.question_file import GoldQuestion
from qa.ranking.columns import Columns
from qa.ranking.features import ranking_features
from qa.ranking.fusion import FusionRanker
from qa.ranking.ranker import RankingInput
from qa.ranking.trained import shortlisted
from qa.retrieval.indexed_sentence import IndexedSentence


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """A question's shortlist: the sentences, the features of each, and which of them are `right`. `topic` is the title
    of the article that was asked about; all examples on one article go to the same fold.
    """

    topic: str
    question: str
    sentences: tuple[IndexedSentence, ...]
    columns: Columns
    right: NDArray[np.bool_]


def training_examples(answerer: Answerer, questions: Sequence[GoldQuestion]) -> Iterator[TrainingExample]:
    """The examples of the questions that have an answer, in order, from a library that holds their contexts."""
    for gold in questions:
        ranking_input = answerer.ranking_input(AskedQuestion(gold.question))
        right = right_sentences(ranking_input.view, gold)
        if right:
            topic = right[0].passage.document.display_title
            yield _example(ranking_input, topic, [sentence.position for sentence in right])


def off_topic(answerer: Answerer, questions: Sequence[GoldQuestion]) -> list[TrainingExample]:
    """The examples of questions whose answers a library does not hold."""
    return [_example(answerer.ranking_input(AskedQuestion(gold.question)), "", ()) for gold in questions]


def _example(ranking_input: RankingInput, topic: str, right: Sequence[int]) -> TrainingExample:
    fused = FusionRanker().scores(ranking_input.candidates)
    choices, _ = shortlisted(fused)
    positions = ranking_input.candidates.positions[choices]
    sentences = tuple(ranking_input.view.sentences(positions))
    columns = ranking_features(ranking_input, choices, fused)
    return TrainingExample(topic, ranking_input.question.text, sentences, columns, np.isin(positions, right))


def hit_at_1(examples: Sequence[TrainingExample], scores: Sequence[FloatArray]) -> float:
    """The share of examples in which a right sentence has the highest score."""
    right = [bool(example.right[score.argmax()]) for example, score in zip(examples, scores, strict=True)]
    return float(np.mean(right))


def folds(examples: Sequence[TrainingExample], count: int, seed: int) -> list[NDArray[np.int64]]:
    """The indexes of the examples in `count` parts of about the same number of topics; no topic is in two."""
    topics = sorted({example.topic for example in examples})
    order = np.random.default_rng(seed).permutation(len(topics))
    part = {topics[topic]: index % count for index, topic in enumerate(order.tolist())}
    parts = np.array([part[example.topic] for example in examples])
    return [np.flatnonzero(parts == number) for number in range(count)]
