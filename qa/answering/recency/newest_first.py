"""In which order are answers shown to a question for the present state, such as "Ai là chủ tịch hiện nay?"?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.answering.stages import ChosenAnswer, Ranking
from qa.questions.question_parts import names
from qa.text.keys import matching_keys

# Those answer about alike which hold this share of the words of the question that the first holds, by weight, its names
# among them, and are not by so much less likely. Documents of two years word the same otherwise ("được bầu làm" for
# "là"), and the confidence falls steeply with the rank: the second of them may have an eighth of the first's.
HELD, LIKELY = 0.6, 0.1


def newest_first(chosen: Sequence[ChosenAnswer], ranking: Ranking) -> tuple[ChosenAnswer, ...]:
    """Those that answer about alike with the newest source first, then the others. A source without a day of
    publication is older than all; the scores stay in falling order.
    """
    if len(chosen) <= 1:
        return tuple(chosen)
    alike = _alike(chosen, ranking)
    published = [one.best.passage.document.source.published_at or date.min for one in chosen]
    order = sorted(alike, key=lambda number: published[number], reverse=True)
    order += [number for number in range(len(chosen)) if number not in alike]
    scores = sorted((one.score for one in chosen), reverse=True)
    return tuple(replace(chosen[number], score=score) for number, score in zip(order, scores, strict=True))


def _alike(chosen: Sequence[ChosenAnswer], ranking: Ranking) -> list[int]:
    """The indexes of those that answer about as the first does, which is one of them."""
    question = ranking.question.text
    keys = list(dict.fromkeys(matching_keys(question)))
    weights = dict(zip(keys, ranking.view.key_weights(keys, [1.0] * len(keys)).tolist(), strict=True))
    named = {key for start, end in names(question) for key in matching_keys(question[start:end])}
    held = [weights.keys() & set(matching_keys(one.best.titled_text)) for one in chosen]
    most = sum(weights[key] for key in held[0])
    return [
        number
        for number, one in enumerate(chosen)
        if named & held[0] <= held[number]
        and sum(weights[key] for key in held[number]) >= HELD * most
        and one.confidence >= LIKELY * chosen[0].confidence
    ]
