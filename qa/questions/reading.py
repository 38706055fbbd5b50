"""Is this a question that can be answered at all, and how is it read?"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from qa.errors import QuestionError
from qa.questions.abbreviations import OTHER_WEIGHT, LongForms, OtherWriting, is_syllable, masked, public
from qa.questions.answer_types import AnswerType, answer_type
from qa.questions.correction import QuestionCorrector, Reading
from qa.questions.follow_ups import Turn, completed
from qa.questions.legal_references import LegalReference, legal_reference
from qa.questions.messages.english import is_english
from qa.questions.messages.politeness import bare_question
from qa.questions.unaccented_follow_ups import as_follow_up
from qa.text.keys import has_accents, matching_keys, usual_form, words
from qa.text.lookalikes import composed

# A page of text. Anything longer is no question, and the encoder would read its beginning only.
LONGEST_QUESTION = 2_000

# How many readings of a question are looked up together.
READINGS = 8

# Encoding takes time for each reading, so only those about as likely as the best are encoded.
ENCODED, _ABOUT_AS_LIKELY = 3, 0.2

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it is looked up.

    `text` is the likeliest reading in its usual form; `read_as` is the reading to show to the user: the question as
    typed, without polite words around it, where nothing but its form and the spelling of foreign names has changed:
    these are looked up as the documents write them. `encoded` are the readings to encode,
    the likeliest first. `keys` are the keys of every word of any likely reading; `weights` are their expected counts
    over the readings. `asks` is the expected answer type. `others` are abbreviations of words in the question, and long
    forms of abbreviations in it. `is_follow_up` is whether it was completed from the turns before. `reference`
    is the place of a law, if that is all that is asked.
    """

    text: str
    read_as: str
    encoded: tuple[Reading, ...]
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    asks: AnswerType
    others: tuple[OtherWriting, ...] = ()
    is_follow_up: bool = False
    reference: LegalReference | None = None

    @property
    def looked_up(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """All keys to look up, those of abbreviations and long forms included, and their weights, which are lower."""
        found = dict.fromkeys((key for one in self.others for key in one.other), OTHER_WEIGHT)
        found |= dict(zip(self.keys, self.weights, strict=True))
        return tuple(found), tuple(found.values())

    def said_in(self, keys: Set[str]) -> Set[str]:
        """The keys of a text, and those of the question whose short or long form it has: "BQP" for "Bộ Quốc phòng"."""
        said = [one.asked for one in self.others if keys >= set(one.other)]
        return frozenset(keys).union(*said) if said else keys


def check_question(question: str) -> None:
    """Refuses a question that cannot be answered.

    Raises:
        QuestionError: it is blank, too long, or has neither a letter nor a digit.
    """
    if not question.strip():
        raise QuestionError("question: câu hỏi đang trống; hãy nhập một câu hỏi.")
    if len(question) > LONGEST_QUESTION:
        most = f"{LONGEST_QUESTION:,}".replace(",", ".")
        raise QuestionError(f"question: câu hỏi dài quá {most} ký tự; hãy hỏi ngắn hơn.")
    if not any(words(question)):
        raise QuestionError("question: câu hỏi không có chữ hay số nào; hãy hỏi bằng lời.")


def tidied(question: str) -> str:
    """The question in composed form with its blanks tidied."""
    return " ".join(composed(question).split())


def as_typed(question: str) -> ReadQuestion:
    """The question read as typed: no accent restored, no spelling corrected."""
    typed = tidied(question)
    text = usual_form(typed)
    counts = Counter(matching_keys(text))
    keys = tuple(counts), tuple(map(float, counts.values()))
    return ReadQuestion(text, typed, (Reading(text, 1.0),), *keys, answer_type(text), reference=legal_reference(text))


def read_question(
    question: str, corrector: QuestionCorrector, turns: Sequence[Turn] = (), known: LongForms | None = None
) -> ReadQuestion:
    """The question as it was most likely meant, as a follow-up of `turns`, the oldest first. `known` are the
    abbreviations to read; the public ones by default.
    """
    known = known or public()
    typed = bare_question(tidied(question))
    if is_english(typed):
        read = as_typed(typed)
        return replace(read, others=tuple(known.others(read.text)))
    form = usual_form(typed)
    text = masked(as_follow_up(form) if turns else form, known, corrector.writes)
    found = corrector.readings(text.text, READINGS)
    # Names are recognised by their capitals, which abbreviations have and long forms may lack.
    whole = _completed(text.as_typed(found[0].text), turns, corrector, known) if turns else None
    if whole:
        text = masked(whole, known, corrector.writes)
        found = [Reading(text.text, 1.0)]
    readings = [Reading(text.written_out(one.text), one.probability) for one in found]
    best = readings[0].text
    shown = best if whole else _with_names_as_typed(best, form)
    return ReadQuestion(
        best,
        typed if shown == form else shown,
        _encoded(readings),
        *_keys_of(readings),
        answer_type(best),
        tuple(known.others(best)),
        whole is not None,
        legal_reference(form) or legal_reference(best),
    )


def _with_names_as_typed(reading: str, typed: str) -> str:
    """The reading of a question with accents, in which foreign names and words are as typed."""
    words_typed, found = _LETTERS.findall(typed), list(_LETTERS.finditer(reading))
    if not has_accents(typed) or len(found) != len(words_typed):
        return reading
    kept = iter(words_typed)
    return _LETTERS.sub(lambda word: _name_as_typed(word.group(), next(kept)), reading)


def _name_as_typed(word: str, typed: str) -> str:
    is_foreign = typed[0].isupper() or not is_syllable(word)
    return typed if is_foreign and not is_syllable(typed) else word


def _encoded(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    likely: dict[str, Reading] = {}
    for one in readings[:ENCODED]:
        if one.probability >= _ABOUT_AS_LIKELY * readings[0].probability:
            likely.setdefault(one.text, one)  # two forms of one abbreviation have the same long form
    return tuple(likely.values())


def _keys_of(readings: Sequence[Reading]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The keys of all readings, and the expected count of each."""
    counts: dict[str, float] = {}
    for reading in readings:
        for key in matching_keys(reading.text):
            counts[key] = counts.get(key, 0.0) + reading.probability
    return tuple(counts), tuple(counts.values())


def _completed(alone: str, turns: Sequence[Turn], corrector: QuestionCorrector, known: LongForms) -> str | None:
    """The question completed from the turns before; None if it stands alone."""
    before = [replace(turn, question=_restored(turn.question, corrector, known)) for turn in turns]
    whole = completed(alone, before)
    return None if whole == alone else whole


def _restored(question: str, corrector: QuestionCorrector, known: LongForms) -> str:
    """The likeliest reading of the words around the abbreviations."""
    text = masked(usual_form(tidied(question)), known)
    return text.as_typed(corrector.restore(text.text))
