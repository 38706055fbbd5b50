"""Which accents did somebody mean who typed none?

A noisy channel: every accented form of a syllable may have been typed without its accents, and a bigram model of
syllables, counted in the library's own text and in how people ask, tells which sequence of forms is likeliest (Viterbi
1967). A dense encoder needs this: without accents its hit@1 on xquad_vi falls from 72 to 15.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
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
_SECOND = (1 << _SHIFT) - 1


@dataclass(frozen=True)
class SyllableCounts:
    """Counts of syllables and of pairs of neighbouring syllables in lower case; immutable.

    `pairs` are sorted, first id shifted left by 32 bits plus second id; `counts` and `pair_counts` go with
    `syllables` and `pairs`.
    """

    syllables: tuple[str, ...]
    counts: NDArray[np.int64]
    pairs: NDArray[np.int64]
    pair_counts: NDArray[np.int64]

    @classmethod
    def count(cls, texts: Iterable[str]) -> "SyllableCounts":
        """The counts of these texts. Pairs are counted within a text, never across two."""
        ids: dict[str, int] = {}
        runs = [
            np.array([ids.setdefault(word, len(ids)) for word in _WORD.findall(composed(text).casefold())], np.int64)
            for text in texts
        ]
        pairs, pair_counts = np.unique(
            np.concatenate([np.empty(0, np.int64), *((run[:-1] << _SHIFT) + run[1:] for run in runs)]),
            return_counts=True,
        )
        counts = np.bincount(np.concatenate([np.empty(0, np.int64), *runs]), minlength=len(ids))
        return cls(tuple(ids), counts, pairs, pair_counts)

    @classmethod
    def sum(cls, parts: Sequence["SyllableCounts"]) -> "SyllableCounts":
        """The counts of all parts together."""
        ids: dict[str, int] = {}
        numbers = [np.array([ids.setdefault(one, len(ids)) for one in part.syllables], np.int64) for part in parts]
        counts = np.zeros(len(ids), np.int64)
        for part, mine in zip(parts, numbers, strict=True):
            counts[mine] += part.counts
        renamed = [
            (mine[part.pairs >> _SHIFT] << _SHIFT) + mine[part.pairs & _SECOND]
            for part, mine in zip(parts, numbers, strict=True)
        ]
        pairs, places = np.unique(np.concatenate([np.empty(0, np.int64), *renamed]), return_inverse=True)
        pair_counts = np.zeros(len(pairs), np.int64)
        np.add.at(pair_counts, places, np.concatenate([np.empty(0, np.int64), *(part.pair_counts for part in parts)]))
        return cls(tuple(ids), counts, pairs, pair_counts)

    @cached_property
    def total(self) -> int:
        """How many syllables were counted."""
        return int(self.counts.sum())

    def of(self, syllable: str) -> int:
        """How often a syllable was counted."""
        number = self._ids.get(syllable)
        return 0 if number is None else int(self.counts[number])

    def of_pair(self, before: str, syllable: str) -> int:
        """How often `syllable` was counted right behind `before`."""
        first, second = self._ids.get(before), self._ids.get(syllable)
        if first is None or second is None:
            return 0
        pair = (first << _SHIFT) + second
        place = int(np.searchsorted(self.pairs, pair))
        found = place < len(self.pairs) and self.pairs[place] == pair
        return int(self.pair_counts[place]) if found else 0

    def forms(self, folded: str) -> list[str]:
        """The syllables that are written so without their accents."""
        return self._by_folded.get(folded, [])

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {syllable: number for number, syllable in enumerate(self.syllables)}

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        by_folded: dict[str, list[str]] = defaultdict(list)
        for syllable in self.syllables:
            by_folded[folded_key(syllable)].append(syllable)
        return dict(by_folded)


@dataclass(frozen=True)
class AccentModel:
    """Restores accents by the counts of all parts, and of how people ask."""

    parts: tuple[SyllableCounts, ...]

    @classmethod
    def of(cls, parts: Sequence[SyllableCounts]) -> "AccentModel":
        """The model of these counts. The greatest stays as it is; the others, which are small, are added up."""
        ordered = sorted(parts, key=lambda part: -len(part.pairs))
        return cls((*ordered[:1], SyllableCounts.sum([*ordered[1:], SyllableCounts.count(QUESTION_PHRASES)])))

    @classmethod
    def count(cls, texts: Iterable[str]) -> "AccentModel":
        """The model of these texts."""
        return cls.of([SyllableCounts.count(texts)])

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
    def _total(self) -> int:
        return sum(part.total for part in self.parts) or 1

    def _forms(self, word: str) -> list[str]:
        folded = folded_key(word)
        return list(dict.fromkeys(form for part in self.parts for form in part.forms(folded))) or [word]

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
        return sum(part.of(syllable) for part in self.parts)

    def _pair_count(self, before: str, form: str) -> int:
        return sum(part.of_pair(before, form) for part in self.parts)


def _as_typed(form: str, typed: str) -> str:
    """The form in the typed word's capitals; the word itself where nothing is restored."""
    if form == typed.casefold():
        return typed
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form.capitalize() if typed[:1].isupper() else form
