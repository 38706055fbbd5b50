"""What may somebody have meant by a word as it was typed?

Accents left out, chat spellings, raw keystrokes of an input method (Telex, VNI), slips of one key. Every guess has a
cost, the negative logarithm of how seldom somebody types so; which guess holds is for the words around it to tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.language_model.syllable_model import SyllableModel
from qa.text.keys import composed, folded_key, without_tones

# Costs, fitted by hand on xquad_vi and mlqa_dev_vi. A word that is known is never taken for a slip.
CHAT, RAW, SWAPPED, SLIPPED = 1.0, 1.0, 6.0, 9.0

# A word counted less often is unknown; every word of the library is counted ten times.
_KNOWN = 5

# No syllable has more forms that somebody would ask for; the rarest are left out.
_MOST_FORMS = 14

# Shorter words are all neighbours of each other.
_SHORTEST_SLIP = 3

CHAT_SPELLINGS = {
    "ko": "không", "k": "không", "kh": "không", "khg": "không", "hok": "không", "hong": "không", "hem": "không",
    "kg": "không", "dc": "được", "đc": "được", "đk": "được", "dk": "được", "j": "gì", "ji": "gì", "zì": "gì",
    "ng": "người", "ngừi": "người", "n~": "những", "nhữg": "những", "trog": "trong", "vs": "với", "zới": "với",
    "lm": "làm", "th": "thì", "nh": "nhiều", "nhìu": "nhiều", "mk": "mình", "mik": "mình", "mh": "mình", "mìn": "mình",
    "nèo": "nào", "cug": "cũng", "cx": "cũng", "cũg": "cũng", "bit": "biết", "bik": "biết", "bt": "biết",
    "qá": "quá", "wá": "quá", "r": "rồi", "rùi": "rồi", "ns": "nói", "ny": "này", "đag": "đang",
    "dag": "đang", "thag": "tháng", "thág": "tháng", "lun": "luôn", "iu": "yêu", "trc": "trước",
    "trk": "trước", "s": "sao", "ak": "à", "đg": "đường", "wan": "quan", "zậy": "vậy", "z": "vậy",
    "nc": "nước", "thik": "thích", "khog": "không",
}  # fmt: skip

# Those that stand for several words, in small letters only: TP and VN are names.
CHAT_PHRASES = {
    "bn": "bao nhiêu", "bnhiu": "bao nhiêu", "bnhieu": "bao nhiêu", "ntn": "như thế nào", "tp": "thành phố",
    "vn": "Việt Nam", "tn": "thế nào", "tnao": "thế nào", "tsao": "tại sao", "vd": "ví dụ", "gđ": "gia đình",
    "ngta": "người ta", "hnay": "hôm nay", "hn": "hôm nay", "bgio": "bao giờ", "bjo": "bây giờ", "tgian": "thời gian",
    "cty": "công ty", "đvị": "đơn vị", "hs": "học sinh", "sv": "sinh viên", "tg": "thời gian", "bh": "bây giờ",
}  # fmt: skip

_LETTERS = "abcdefghiklmnopqrstuvxyzđăâêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ"

_VOWELS = "aăâeêioôơuưy"
_HATS = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "dd": "đ"}
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_HATS = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_SHORTEST_VNI = 4  # `co2` and `km2` are no words without their digits
_REPEATED = re.compile(r"(\w)\1+")


@dataclass(frozen=True, slots=True)
class Guesses:
    """What may be meant by a word, itself first, at which cost. Those that are `lacking` differ in accents alone, and
    cost what leaving these out costs.
    """

    forms: tuple[str, ...]
    costs: tuple[float, ...]
    lacking: tuple[bool, ...]


def meant(word: str, model: SyllableModel, *, unaccented: bool) -> Guesses:
    """What may be meant by a word in lower case, by somebody who typed accents elsewhere, or none at all."""
    costs = {word: 0.0}
    forms = [form for form in model.forms(folded_key(word)) if form != word and _fits(word, form)]
    if len(forms) > _MOST_FORMS:
        forms = sorted(forms, key=model.frequency)[-_MOST_FORMS:]
    costs |= dict.fromkeys(forms, 0.0)
    if word in CHAT_SPELLINGS:
        costs.setdefault(CHAT_SPELLINGS[word], CHAT)
    if model.frequency(word) < _KNOWN and not (unaccented and forms):
        for form, cost in _repairs(word, model, unaccented=unaccented):
            costs[form] = min(cost, costs.get(form, cost))
    return Guesses(tuple(costs), tuple(costs.values()), tuple(form in forms for form in costs))


def _fits(typed: str, form: str) -> bool:
    """Whether the form is the typed word with more marks: one that carries a tone is complete."""
    return typed.isascii() or (
        typed == without_tones(typed)
        and all(own in (meant, folded_key(meant)) for own, meant in zip(typed, without_tones(form), strict=True))
    )


def _repairs(word: str, model: SyllableModel, *, unaccented: bool) -> Iterator[tuple[str, float]]:
    for typed in (from_telex(word), from_vni(word), _REPEATED.sub(r"\1", word)):
        if typed != word and model.frequency(typed) >= _KNOWN:
            yield typed, RAW
    if len(word) < _SHORTEST_SLIP or not word.isalpha():
        return
    for cost, edits in ((SWAPPED, _swapped(word)), (SLIPPED, _slipped(word))):
        for edited in edits:
            for form in model.forms(edited) if unaccented else (edited,):
                if model.frequency(form) >= _KNOWN:
                    yield form, cost


def _swapped(word: str) -> Iterator[str]:
    """The word with two neighbouring letters changed over (Damerau 1964)."""
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _slipped(word: str) -> Iterator[str]:
    """The word with a letter too many, too few, or another."""
    for place in range(len(word) + 1):
        yield word[:place] + word[place + 1 :]
        for letter in _LETTERS:
            yield word[:place] + letter + word[place:]
            yield word[:place] + letter + word[place + 1 :]


def from_telex(keys: str) -> str:
    """The word that Telex makes of these keystrokes: `vieejt` is `việt`. Others stay as they are."""
    word, tone = keys[:1], ""
    for key in keys[1:]:
        before = next((place for place in reversed(range(len(word))) if word[place] + key in _HATS), None)
        if before is not None:
            word = word[:before] + _HATS[word[before] + key] + word[before + 1 :]
            if key == "w" and word[:before].endswith("u"):  # `uow` makes both horned
                word = word[: before - 1] + "ư" + word[before:]
        elif key in _TELEX_TONES and not tone and any(letter in _VOWELS for letter in word):
            tone = _TELEX_TONES[key]
        else:
            word += key
    return _with_tone(word, tone)


def from_vni(keys: str) -> str:
    """The word that VNI makes of these keystrokes: `vie65t` is `việt`. Others stay as they are."""
    if len(keys) < _SHORTEST_VNI or not any(letter in _VOWELS for letter in keys):
        return keys
    word, tone = "", ""
    for key in keys:
        if key in _VNI_TONES and word and not tone:
            tone = _VNI_TONES[key]
        elif key in _VNI_HATS and any(letter in _VNI_HATS[key] for letter in word):
            word = _vni_hatted(word, key)
        else:
            word += key
    return _with_tone(word, tone)


def _vni_hatted(word: str, key: str) -> str:
    if key == "7" and "uo" in word:
        return word.replace("uo", "ươ", 1)
    last = max(place for place, letter in enumerate(word) if letter in _VNI_HATS[key])
    return word[:last] + _VNI_HATS[key][word[last]] + word[last + 1 :]


def _with_tone(word: str, tone: str) -> str:
    """The word with its tone where it is written: on a vowel with a hat or horn, else on the middle of the vowels."""
    if not tone:
        return word
    onset = 2 if word.startswith(("qu", "gi")) and len(word) > 2 and word[2] in _VOWELS else 0
    vowels = [place for place, letter in enumerate(word) if place >= onset and letter in _VOWELS]
    if not vowels:
        return word + tone
    hatted = [place for place in vowels if word[place] in "ăâêôơư"]
    closed = vowels[-1] < len(word) - 1
    place = hatted[-1] if hatted else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return composed(word[: place + 1] + tone + word[place + 1 :])
