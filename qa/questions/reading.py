"""Can this be asked, and how is it read?"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from qa.errors import QuestionError
from qa.questions.abbreviations import OTHER_WEIGHT, LongForms, OtherWriting, masked, public
from qa.questions.answer_types import AnswerType, answer_type
from qa.questions.correction import QuestionCorrector, Reading
from qa.questions.follow_ups import Turn, completed
from qa.questions.unaccented_follow_ups import as_follow_up
from qa.text.keys import composed, matching_keys, usual_form, words

# A page of text. Longer than that is no question, and the encoder would read only its beginning.
LONGEST_QUESTION = 2_000

# How many readings of a question are looked up together.
READINGS = 8

# The encoder takes time for each reading, so it gets those only that are about as likely as the best.
ENCODED, _ABOUT_AS_LIKELY = 3, 0.2


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as it is looked up.

    `text` is the likeliest reading in its usual form; `read_as` is what the asker is shown of it, the question as typed
    where no more than its form has changed. `encoded` are the readings that the encoder gets, the likeliest first.
    `keys` are those of every word of any likely reading; `weights` tell how likely each was meant, and count a word
    twice that is there twice. `asks` tells what kind of thing is asked for. `others` are other ways of writing what is
    asked: abbreviations of words in it, long forms of abbreviations. `leans` tells whether it was completed from what
    was asked before.
    """

    text: str
    read_as: str
    encoded: tuple[Reading, ...]
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    asks: AnswerType
    others: tuple[OtherWriting, ...] = ()
    leans: bool = False

    @property
    def looked_up(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """The keys with those of the other writings, which count less, and their weights."""
        found = dict.fromkeys((key for one in self.others for key in one.other), OTHER_WEIGHT)
        found |= dict(zip(self.keys, self.weights, strict=True))
        return tuple(found), tuple(found.values())

    def said_in(self, keys: Set[str]) -> Set[str]:
        """Keys of a text, and those of the question that it says in another way: "BQP" says "Bộ Quốc phòng"."""
        said = [one.asked for one in self.others if keys >= set(one.other)]
        return frozenset(keys).union(*said) if said else keys


def check_question(question: str) -> None:
    """Refuses what cannot be asked.

    Raises:
        QuestionError: it is blank, too long, or has no letter and no digit in it.
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
    """The question taken by its letters: no accent is put in and no spelling mended."""
    typed = tidied(question)
    text = usual_form(typed)
    counts = Counter(matching_keys(text))
    meant = tuple(counts), tuple(map(float, counts.values()))
    return ReadQuestion(text, typed, (Reading(text, 1.0),), *meant, answer_type(text))


def read_question(
    question: str, accents: QuestionCorrector, turns: Sequence[Turn] = (), known: LongForms | None = None
) -> ReadQuestion:
    """The question read as it was most likely meant, after the turns before it. Of abbreviations those that are `known`
    are read, or the public ones.
    """
    known = known or public()
    form = usual_form(tidied(question))
    text = masked(as_follow_up(form) if turns else form, known)
    found = accents.readings(text.text, READINGS)
    # Names are told by their capitals, which abbreviations have and long forms may lack.
    whole = _completed(text.as_typed(found[0].text), turns, accents, known) if turns else None
    if whole:
        text = masked(whole, known)
        found = [Reading(text.text, 1.0)]
    readings = [Reading(text.written_out(one.text), one.probability) for one in found]
    best = readings[0].text
    return ReadQuestion(
        best,
        tidied(question) if best == form else best,
        _encoded(readings),
        *_keys_of(readings),
        answer_type(best),
        tuple(known.others(best)),
        whole is not None,
    )


def _encoded(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    likely: dict[str, Reading] = {}
    for one in readings[:ENCODED]:
        if one.probability >= _ABOUT_AS_LIKELY * readings[0].probability:
            likely.setdefault(one.text, one)  # two forms of one abbreviation are written out alike
    return tuple(likely.values())


def _keys_of(readings: Sequence[Reading]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The keys of all readings, and how often each was likely meant."""
    meant: dict[str, float] = {}
    for reading in readings:
        for key in matching_keys(reading.text):
            meant[key] = meant.get(key, 0.0) + reading.probability
    return tuple(meant), tuple(meant.values())


def _completed(alone: str, turns: Sequence[Turn], accents: QuestionCorrector, known: LongForms) -> str | None:
    """The question as the turns before complete it; None where it stands alone."""
    before = [replace(turn, question=_restored(turn.question, accents, known)) for turn in turns]
    whole = completed(alone, before)
    return None if whole == alone else whole


def _restored(question: str, accents: QuestionCorrector, known: LongForms) -> str:
    """The likeliest reading of the words around the abbreviations."""
    text = masked(usual_form(tidied(question)), known)
    return text.as_typed(accents.restore(text.text))
