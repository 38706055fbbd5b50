"""Which accents did somebody mean who typed none?

A noisy channel: every accented form of a syllable may have been typed without its accents, and a bigram model of
syllables, counted in the library's own text and in how people ask, tells which sequence of forms is likeliest (Viterbi
1967). A dense encoder needs this: without accents its hit@1 on xquad_vi falls from 72 to 15.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from qa.text.keys import composed, folded_key

# The share of a pair's probability that comes from the pair itself; the rest from its second syllable alone, and a
# little for syllables that the library never holds. Values between 0.6 and 0.9 restore equally well.
PAIR_SHARE, UNSEEN = 0.8, 1e-7

# How people ask. Documents tell and do not ask, so without these `nao` would be read as whatever they happen to hold.
QUESTION_PHRASES = (
    "ai là người đã làm việc này, ai được chọn, do ai, của ai, cho ai, với ai, những ai",
    "cái gì, điều gì, việc gì, làm gì, có gì, là gì, những gì, tên gì, chức gì, làm gì, nghĩa là gì, năm gì",
    "khi nào, lúc nào, ngày nào, tháng nào, năm nào, từ năm nào, đến năm nào, vào ngày nào, bao giờ",
    "ở đâu, tại đâu, từ đâu, đi đâu, đến đâu, nơi nào, chỗ nào, nước nào, tỉnh nào, thành phố nào, vùng nào",
    "bao nhiêu, có bao nhiêu, là bao nhiêu, bao lâu, bao xa, mấy lần, mấy giờ, ngày mấy, tháng mấy, lần thứ mấy",
    "vì sao, tại sao, sao lại, do đâu, vì lý do gì, nguyên nhân nào, nhờ đâu, thế nào, như thế nào, ra sao, làm sao",
    "người nào, cái nào, loại nào, cách nào, những lĩnh vực nào, những nội dung nào, bên nào, ai với ai, đâu là",
    "có phải không, có đúng không, có được không, có không, hay không, đã có chưa, xong chưa, đúng chứ, nhỉ, thế, vậy",
    "cho hỏi, cho tôi biết, hãy cho biết, xin hỏi, cho mình hỏi, theo ông, theo bà, so với, khác gì, giống gì",
)

_WORD = re.compile(r"[^\W\d_]+")

# Two ids of syllables in one number.
_SHIFT = 32


@dataclass(frozen=True)
class AccentModel:
    """Counts of syllables and of pairs of neighbouring syllables in lower case.

    `pairs` are sorted, first id shifted left by 32 bits plus second id; `counts` and `pair_counts` go with
    `syllables` and `pairs`.
    """

    syllables: tuple[str, ...]
    counts: NDArray[np.int64]
    pairs: NDArray[np.int64]
    pair_counts: NDArray[np.int64]

    @classmethod
    def count(cls, texts: Iterable[str]) -> "AccentModel":
        """The model of these texts and of how people ask. Pairs are counted within a text, never across two."""
        ids: dict[str, int] = {}
        runs = [
            np.array([ids.setdefault(word, len(ids)) for word in _WORD.findall(composed(text).casefold())], np.int64)
            for text in chain(texts, QUESTION_PHRASES)
        ]
        counts = np.bincount(np.concatenate(runs), minlength=len(ids))
        pairs, pair_counts = np.unique(
            np.concatenate([(run[:-1] << _SHIFT) + run[1:] for run in runs]), return_counts=True
        )
        return cls(tuple(ids), counts, pairs, pair_counts)

    def restore(self, text: str) -> str:
        """The text with the likeliest accents, everything but letters untouched, capitals where they were.

        A word of which the library knows no other form stays as it is.
        """
        words = list(_WORD.finditer(text))
        forms = self._likeliest([self._forms(match.group().casefold()) for match in words])
        restored, position = [], 0
        for match, form in zip(words, forms, strict=True):
            restored += [text[position : match.start()], _as_typed(form, match.group())]
            position = match.end()
        return "".join([*restored, text[position:]])

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {syllable: number for number, syllable in enumerate(self.syllables)}

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        by_folded: dict[str, list[str]] = defaultdict(list)
        for syllable in self.syllables:
            by_folded[folded_key(syllable)].append(syllable)
        return by_folded

    @cached_property
    def _total(self) -> int:
        return int(self.counts.sum()) or 1

    def _forms(self, word: str) -> list[str]:
        return self._by_folded.get(folded_key(word)) or [word]

    def _likeliest(self, columns: list[list[str]]) -> list[str]:
        """One form from each column, the sequence of which is likeliest."""
        best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for column in columns:
            best = {
                form: max(
                    (
                        (score + log(self._probability(before, form)), [*path, form])
                        for before, (score, path) in best.items()
                    ),
                    key=lambda scored: scored[0],
                )
                for form in column
            }
        return max(best.values(), key=lambda scored: scored[0])[1]

    def _probability(self, before: str, form: str) -> float:
        """How likely `form` is behind `before`."""
        alone = self._count(form) / self._total
        together = self._pair_count(before, form) / (self._count(before) or 1)
        return PAIR_SHARE * together + (1 - PAIR_SHARE) * alone + UNSEEN

    def _count(self, syllable: str) -> int:
        number = self._ids.get(syllable)
        return 0 if number is None else int(self.counts[number])

    def _pair_count(self, before: str, form: str) -> int:
        first, second = self._ids.get(before), self._ids.get(form)
        if first is None or second is None:
            return 0
        pair = (first << _SHIFT) + second
        place = int(np.searchsorted(self.pairs, pair))
        found = place < len(self.pairs) and self.pairs[place] == pair
        return int(self.pair_counts[place]) if found else 0


def _as_typed(form: str, typed: str) -> str:
    """The form in the typed word's capitals; the word itself where nothing is restored."""
    if form == typed.casefold():
        return typed
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form.capitalize() if typed[:1].isupper() else form
