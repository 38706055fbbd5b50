"""The lexical features of one candidate after the other, by their definitions: the oracle of the fast ones."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

import numpy as np

from qa.ranking.answer_type_patterns import answer_sign
from qa.ranking.columns import Columns
from qa.ranking.ranker import RankingInput
from qa.retrieval.indexed_sentence import IndexedSentence
from qa.text.keys import exact_key, matching_keys

LEANING = {exact_key(word) for word in re.findall(r"\w+", "ông bà anh cô nó họ chúng đó này đây điều việc cả hai cũng")}


class Asked:
    def __init__(self, ranking_input: RankingInput) -> None:
        self.question = ranking_input.question
        self.weights = ranking_input.own_weights
        self.total = sum(self.weights.values()) or 1.0
        self.relevant = self.weights.keys() | {key for one in self.question.others for key in one.other}
        self.rarest = set(sorted(self.weights, key=lambda key: -self.weights[key])[:3])
        self.order = matching_keys(self.question.text)

    def covered(self, keys: Set[str]) -> float:
        known = self.question.said_in(keys)
        return sum([weight for key, weight in self.weights.items() if key in known]) / self.total

    def paired(self, keys: Sequence[str]) -> float:
        own = dict.fromkeys(pairwise(self.order))
        both = [sum(self.weights.get(key, 0.0) for key in pair) for pair in own if pair in set(pairwise(keys))]
        return sum(both) / (2 * self.total)

    def longest_run(self, keys: Sequence[str]) -> float:
        there = set(pairwise(keys))
        longest = run = 0
        for pair in pairwise(self.order):
            run = run + 1 if pair in there else 0
            longest = max(longest, run)
        return longest / max(len(self.order), 1)


def lexical_features_row_by_row(ranking_input: RankingInput, sentences: Sequence[IndexedSentence]) -> Columns:
    asked = Asked(ranking_input)
    rows = [_row(ranking_input, asked, sentence) for sentence in sentences]
    return {name: np.array([row[name] for row in rows], np.float32) for name in rows[0]}


def _row(ranking_input: RankingInput, asked: Asked, sentence: IndexedSentence) -> dict[str, float]:
    keys = matching_keys(sentence.text)
    own, before, behind = set(keys), set(matching_keys(sentence.before)), set(matching_keys(sentence.behind))
    title = set(matching_keys(sentence.passage.context))
    (passage,) = ranking_input.view.keys_held(asked.relevant, np.array([sentence.passage.number]))
    sign = answer_sign(asked.question.asks, asked.question.text)
    known = [index for index, key in enumerate(keys) if key in asked.weights]
    count = max(len(keys), 1)
    names = {exact_key(word.strip('.,;:()"“”')) for word in sentence.text.split()[1:] if word[:1].isupper()}
    return {
        "covered": asked.covered(own),
        "covered_titled": asked.covered(own | title),
        "covered_with_before": asked.covered(own | title | before),
        "covered_before": asked.covered(before),
        "covered_behind": asked.covered(behind),
        "covered_passage": asked.covered(passage),
        "covered_title": asked.covered(title),
        "covered_alone": asked.covered(own - before - behind),
        "missing": asked.covered(passage) - asked.covered(own | title),
        "rare": len(asked.rarest & own),
        "rare_titled": len(asked.rarest & (own | title)),
        "pairs": asked.paired(keys),
        "longest_run": asked.longest_run(keys),
        "precision": len(known) / count,
        "new_words": len(own - asked.weights.keys()),
        "new_names": len(names - asked.weights.keys()),
        "new_numbers": len({key for key in own if key[:1].isdecimal()} - asked.weights.keys()),
        "reach": (known[-1] - known[0]) / count if known else 0.0,
        "sign": bool(sentence.text) and sign(sentence.text),
        "sign_before": bool(sentence.before) and sign(sentence.before),
        "sign_behind": bool(sentence.behind) and sign(sentence.behind),
        "leans": bool(keys) and keys[0] in LEANING,
        "asks_itself": sentence.text.endswith("?"),
        "has_colon": ":" in sentence.text,
    }
