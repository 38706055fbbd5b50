"""How was a question meant that somebody typed in a hurry?

A noisy channel: for every word there are forms that may have been meant (with the accents that were left out, without
the slip of a key), each at its cost, and a trigram model of syllables tells which sequence of forms is likeliest. It
is counted in Wikipedia and in the library's own text, so that the names in the documents win. A dense encoder needs
this: without accents its hit@1 on xquad_vi falls from 72 to 15.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from math import log

from qa.language_model.background import background
from qa.language_model.syllable_counts import BORDER, NUMBER, SIGNS, SyllableCounts
from qa.language_model.syllable_model import Column, SyllableModel
from qa.questions.spellings import CHAT_PHRASES, Guesses, meant
from qa.text.keys import composed, folded_key, has_accents

# The library's own text counts for more than Wikipedia: names in it are what people ask for. Between 3 and 20 as many
# syllables are restored rightly.
OWN_WEIGHT = 10.0

# How likely it is at least, and at most, that a word's accents were left out by somebody who typed others.
_LEAST_DROPPED, _MOST_DROPPED = 0.01, 0.6

# Questions share most of their words: what is known of some thousand is remembered.
_REMEMBERED = 1 << 12

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(rf"(?P<word>[^\W_]+~?)|{SIGNS}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it may have been meant, and the probability of that among all readings that were looked at."""

    text: str
    probability: float


@dataclass(frozen=True)
class QuestionCorrector:
    """Reads what was typed by what is known of the language."""

    model: SyllableModel

    @classmethod
    def of(cls, parts: Sequence[SyllableCounts]) -> "QuestionCorrector":
        """The model of a library's counts and of Wikipedia. The greatest part stays as it is; the others, which are
        small, are added up.
        """
        ordered = sorted(parts, key=lambda part: -len(part.pairs))
        own = (*ordered[:1], SyllableCounts.sum(ordered[1:]))
        return cls(SyllableModel([(background(), 1.0), *((part, OWN_WEIGHT) for part in own)]))

    @classmethod
    def count(cls, texts: Iterable[str]) -> "QuestionCorrector":
        """The model of these texts."""
        return cls.of([SyllableCounts.count(texts)])

    def restore(self, text: str) -> str:
        """The likeliest reading of a text."""
        return self.readings(text, 1)[0].text

    def readings(self, text: str, count: int) -> list[Reading]:
        """Up to `count` readings, the likeliest first.

        Everything but words is untouched, capitals stay where they were, and so does every accent on a word that is
        known. A word of which nobody knows another form stays as it is.
        """
        written = _written_out(text)
        found = list(_TOKEN.finditer(written))
        dropped = self._dropped(written)
        columns = [self._column(token, dropped) for token in found]
        if all(len(column.forms) == 1 for column in columns):
            return [Reading(written, 1.0)]
        readings = []
        for one in self.model.likeliest(columns, count):
            forms = [column.forms[choice] for column, choice in zip(columns, one.choices, strict=True)]
            readings.append(Reading(_put(written, found, forms), one.probability))
        return readings

    def _column(self, token: re.Match[str], dropped: float) -> Column:
        word = token["word"]
        if word is None or word.isdecimal():
            return Column((BORDER if word is None else NUMBER,), (0.0,))
        guesses = self._meant(word.casefold(), unaccented=not dropped)
        lacking = zip(guesses.costs, guesses.lacking, strict=True)
        return Column(guesses.forms, tuple(cost + dropped * lacks for cost, lacks in lacking))

    @cached_property
    def _meant(self) -> Callable[..., Guesses]:
        return lru_cache(_REMEMBERED)(partial(meant, model=self.model))

    def _dropped(self, text: str) -> float:
        """The cost of accents left out: nothing where none was typed; else by how many words seem to lack theirs."""
        if not has_accents(text):
            return 0.0
        words = [word.casefold() for word in _LETTERS.findall(text)]
        accented = sum(not word.isascii() for word in words)
        lacking = sum(map(self._doubt, filter(str.isascii, words)))
        share = lacking / (lacking + accented)
        return -log(min(max(share, _LEAST_DROPPED), _MOST_DROPPED))

    @cached_property
    def _doubt(self) -> Callable[[str], float]:
        return lru_cache(_REMEMBERED)(partial(_doubt, self.model))


def _doubt(model: SyllableModel, word: str) -> float:
    """How seldom those who write this word's forms write it without any accent."""
    plain = model.frequency(word)
    return 1 - (plain + 1) / (sum(map(model.frequency, model.forms(folded_key(word)))) + 1)


def _written_out(text: str) -> str:
    """The text in composed form with those chat spellings written out that stand for several words."""
    return _WORD.sub(lambda found: CHAT_PHRASES.get(found.group(), found.group()), composed(text))


def _put(text: str, found: Sequence[re.Match[str]], forms: Sequence[str]) -> str:
    """The text with each word in its form."""
    put, position = [], 0
    for token, form in zip(found, forms, strict=True):
        word = token["word"]
        told = token.group() if word is None or word.isdecimal() else _as_typed(form, word)
        put += [text[position : token.start()], told]
        position = token.end()
    return "".join([*put, text[position:]])


def _as_typed(form: str, typed: str) -> str:
    """The form in the typed word's capitals; the word itself where nothing is restored."""
    if form == typed.casefold():
        return typed
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form.capitalize() if typed[:1].isupper() else form
