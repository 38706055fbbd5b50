"""What are the correction candidates of a word as it was typed?

Accents left out, chat spellings, raw keystrokes of an input method (Telex, VNI), slips of one key. Each candidate has a
cost, the negative log probability of typing it so; the words around it decide (`correction`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.language_model.syllable_model import SyllableModel
from qa.text.keys import folded_key, without_tones
from qa.text.lookalikes import composed

# Costs, fitted by hand on xquad_vi and mlqa_dev_vi. A known word is never taken for a slip.
CHAT, RAW, SWAPPED, SLIPPED = 1.0, 1.0, 6.0, 9.0

# A word counted less often is unknown; every word of the library is counted ten times.
_KNOWN = 5

# No syllable has more forms that occur in questions; the rarest are left out.
_MOST_FORMS = 14

# Among shorter words nearly all are one edit apart.
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

# Spellings of several words, in small letters only: TP and VN are abbreviations.
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
class CorrectionCandidates:
    """The candidates for a word, the word itself first, each with its cost. `lacking` marks those that differ from it
    in accents alone; the cost of leaving accents out is still to be added to theirs.
    """

    forms: tuple[str, ...]
    costs: tuple[float, ...]
    lacking: tuple[bool, ...]


def correction_candidates(word: str, model: SyllableModel, *, unaccented: bool) -> CorrectionCandidates:
    """The candidates for a word in lower case; `unaccented` if the whole question was typed without accents."""
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
    return CorrectionCandidates(tuple(costs), tuple(costs.values()), tuple(form in forms for form in costs))


def _fits(typed: str, form: str) -> bool:
    """Whether the form is the typed word with more marks. A word with its tone typed is complete."""
    return typed.isascii() or (
        typed == without_tones(typed)
        and all(own in (full, folded_key(full)) for own, full in zip(typed, without_tones(form), strict=True))
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
    """The word with two neighbouring letters transposed (Damerau 1964)."""
    for index in range(len(word) - 1):
        yield word[:index] + word[index + 1] + word[index] + word[index + 2 :]


def _slipped(word: str) -> Iterator[str]:
    """The word with one letter deleted, inserted or substituted."""
    for index in range(len(word) + 1):
        yield word[:index] + word[index + 1 :]
        for letter in _LETTERS:
            yield word[:index] + letter + word[index:]
            yield word[:index] + letter + word[index + 1 :]


def from_telex(keys: str) -> str:
    """The word that Telex makes of these keystrokes: `vieejt` is `việt`. Anything else is unchanged."""
    word, tone = keys[:1], ""
    for key in keys[1:]:
        before = next((index for index in reversed(range(len(word))) if word[index] + key in _HATS), None)
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
    """The word that VNI makes of these keystrokes: `vie65t` is `việt`. Anything else is unchanged."""
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
    last = max(index for index, letter in enumerate(word) if letter in _VNI_HATS[key])
    return word[:last] + _VNI_HATS[key][word[last]] + word[last + 1 :]


def _with_tone(word: str, tone: str) -> str:
    """The word with its tone mark on the right vowel: one with a hat or horn, otherwise the middle one."""
    if not tone:
        return word
    onset = 2 if word.startswith(("qu", "gi")) and len(word) > 2 and word[2] in _VOWELS else 0
    vowels = [index for index, letter in enumerate(word) if index >= onset and letter in _VOWELS]
    if not vowels:
        return word + tone
    hatted = [index for index in vowels if word[index] in "ăâêôơư"]
    closed = vowels[-1] < len(word) - 1
    toned = hatted[-1] if hatted else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return composed(word[: toned + 1] + tone + word[toned + 1 :])
