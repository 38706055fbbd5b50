"""What was meant by a question that was typed without accents or with slips?

A noisy channel model: each word has candidates (with accents restored, with a slip of the keys undone), each with a
cost, and a trigram model of syllables finds the likeliest sequence of them. Its counts come from Wikipedia and from the
library's own text, so that names in the documents win. A dense encoder needs this: without accents its hit@1 on
xquad_vi falls from 72 to 15.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import log

from qa.language_model.background import background
from qa.language_model.syllable_counts import BORDER, NUMBER, SIGNS, SyllableCounts
from qa.language_model.syllable_model import Column, SyllableModel
from qa.questions.spellings import CHAT_PHRASES, CHAT_SPELLINGS, CorrectionCandidates, correction_candidates
from qa.text.keys import folded_key, has_accents
from qa.text.lookalikes import composed

# The library's own text weighs more than Wikipedia: people ask about the names in it. Any weight between 3 and 20
# restores as many syllables rightly.
OWN_WEIGHT = 10.0

# Bounds on the probability that a word's accents were left out, given that others were typed.
_LEAST_DROPPED, _MOST_DROPPED = 0.01, 0.6

# A word without accents is taken as typed if it is less likely than this to lack them, or if at least this share of
# what the documents write with its letters is written so.
_DOUBTFUL, _USUAL = 0.5, 0.02

# The cost, beside that of a missing accent, of reading such a word otherwise where the documents have it as typed.
_KNOWN_AS_TYPED = 8.0

# An encyclopaedia, whose counts these are, has few question words: in a question each is e^3, twenty times, likelier.
# Of 700 questions of xquad_vi and 511 of mlqa_dev_vi, typed without accents, 484 and 373 are then right in every
# syllable; without, 466 and 365, and a sixth of those that begin with "ai" are read "ái". From 2 to 6 it is the same.
_ASKING, _ASKING_COST = frozenset({"ai", "gì", "nào", "đâu", "mấy", "sao", "bao"}), -3.0

# Questions share most of their words: the candidates of so many are cached.
_CACHE_SIZE = 1 << 12

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(rf"(?P<word>[^\W_]+~?)|{SIGNS}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it may have been meant, and its probability among all readings that were considered."""

    text: str
    probability: float


@dataclass(frozen=True)
class QuestionCorrector:
    """Corrects questions by a model of the language."""

    model: SyllableModel
    documents: tuple[SyllableCounts, ...] = ()

    @classmethod
    def of(cls, parts: Sequence[SyllableCounts]) -> "QuestionCorrector":
        """The corrector by a library's counts and those of Wikipedia. The largest part stays as it is; the others,
        which are small, are summed.
        """
        ordered = sorted(parts, key=lambda part: -len(part.pairs))
        own = (*ordered[:1], SyllableCounts.sum(ordered[1:]))
        return cls(SyllableModel([(background(), 1.0), *((part, OWN_WEIGHT) for part in own)]), own)

    @classmethod
    def count(cls, texts: Iterable[str]) -> "QuestionCorrector":
        """The corrector by counts of these texts."""
        return cls.of([SyllableCounts.count(texts)])

    def restore(self, text: str) -> str:
        """The likeliest reading of a text."""
        return self.readings(text, 1)[0].text

    def writes(self, word: str) -> bool:
        """Whether the documents have the word as it is typed, in any case."""
        return self._in_documents(word.casefold()) > 0

    def readings(self, text: str, count: int) -> list[Reading]:
        """Up to `count` readings, the likeliest first.

        Everything but words is unchanged; capitals stay, and so do the accents of known words. A word that documents
        have with the accents as typed stays; in a question with all its accents, one without any nearly always does.
        """
        written = _written_out(text)
        found = list(_TOKEN.finditer(written))
        dropped = self._dropped(written)
        whole = bool(dropped) and self._is_typed_in_full(written)
        columns = [self._column(token, dropped, in_full=whole) for token in found]
        if all(len(column.forms) == 1 for column in columns):
            return [Reading(written, 1.0)]
        readings = []
        for one in self.model.likeliest(columns, count):
            forms = [column.forms[choice] for column, choice in zip(columns, one.choices, strict=True)]
            readings.append(Reading(_put(written, found, forms), one.probability))
        return readings

    def _column(self, token: re.Match[str], dropped: float, *, in_full: bool) -> Column:
        word = token["word"]
        if word is None or word.isdecimal():
            return Column((BORDER if word is None else NUMBER,), (0.0,))
        is_known = (in_full or not word.isascii()) and self._in_documents(word.casefold()) > 0
        if is_known and not word.isascii():
            return Column((word.casefold(),), (0.0,))
        candidates = self._candidates(word.casefold(), unaccented=not dropped)
        dropped += _KNOWN_AS_TYPED * is_known
        each = zip(candidates.forms, candidates.costs, candidates.lacking, strict=True)
        costs = (cost + dropped * lacks + _ASKING_COST * (form in _ASKING) for form, cost, lacks in each)
        return Column(candidates.forms, tuple(costs))

    @cached_property
    def _candidates(self) -> Callable[..., CorrectionCandidates]:
        return lru_cache(_CACHE_SIZE)(partial(correction_candidates, model=self.model))

    def _in_documents(self, word: str) -> int:
        """How often the documents have a word in small letters, as it is typed."""
        numbers = ((part, part.ids.get(word)) for part in self.documents)
        return sum(int(part.counts[number]) for part, number in numbers if number is not None)

    def _is_typed_in_full(self, text: str) -> bool:
        """Whether each word without accents is written so in the documents, or is likely to be."""
        plain = {word.casefold() for word in _LETTERS.findall(text) if word.isascii()}
        return plain.isdisjoint(CHAT_SPELLINGS) and all(
            self._doubt(word) < _DOUBTFUL or self._is_usual(word) for word in plain
        )

    def _is_usual(self, word: str) -> bool:
        """Whether the documents write a word so and not mostly with accents."""
        forms = sum(map(self._in_documents, self.model.forms(folded_key(word))))
        return self._in_documents(word) > _USUAL * forms

    def _dropped(self, text: str) -> float:
        """The cost of a missing accent: 0 if none was typed; otherwise by the share of words that seem to lack one."""
        if not has_accents(text):
            return 0.0
        words = [word.casefold() for word in _LETTERS.findall(text)]
        accented = sum(not word.isascii() for word in words)
        lacking = sum(map(self._doubt, filter(str.isascii, words)))
        share = lacking / (lacking + accented)
        return -log(min(max(share, _LEAST_DROPPED), _MOST_DROPPED))

    @cached_property
    def _doubt(self) -> Callable[[str], float]:
        return lru_cache(_CACHE_SIZE)(partial(_doubt, self.model))


def _doubt(model: SyllableModel, word: str) -> float:
    """The probability that this unaccented word lacks its accents, by how often each of its forms is written."""
    plain = model.frequency(word)
    return 1 - (plain + 1) / (sum(map(model.frequency, model.forms(folded_key(word)))) + 1)


def _written_out(text: str) -> str:
    """The text in composed form, with chat spellings of several words written out."""
    return _WORD.sub(lambda found: CHAT_PHRASES.get(found.group(), found.group()), composed(text))


def _put(text: str, found: Sequence[re.Match[str]], forms: Sequence[str]) -> str:
    """The text with each word replaced by its form."""
    put, position = [], 0
    for token, form in zip(found, forms, strict=True):
        word = token["word"]
        shown = token.group() if word is None or word.isdecimal() else _as_typed(form, word)
        put += [text[position : token.start()], shown]
        position = token.end()
    return "".join([*put, text[position:]])


def _as_typed(form: str, typed: str) -> str:
    """The form with the capitals of the typed word; the word itself if nothing was corrected."""
    if form == typed.casefold():
        return typed
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form.capitalize() if typed[:1].isupper() else form
