"""Is a question in English?"""

import re

from qa.text.keys import has_accents

# Words that English questions are made of, none of which is a Vietnamese syllable without its accents.
_ENGLISH = frozenset(
    """
    who whom whose what when where which why how is are was were does did has have had will would should could must
    many much of and with for from by there they their this that these those your our its my his her it any all
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?")
_WORD = re.compile(r"[^\W\d_]+")

# At least so many of its words can be no Vietnamese. A single English word may be in a foreign name, unless it opens.
_SHARE = 0.4
_FEWEST = 2


def is_english(text: str) -> bool:
    """Whether it is in English: no accents, a word that only English has, and many that are no Vietnamese syllables."""
    if has_accents(text):
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    foreign = sum(not _SYLLABLE.fullmatch(word) for word in words)
    english = sum(word in _ENGLISH for word in words)
    asks = english >= _FEWEST or (english == 1 and words[0] in _ENGLISH)
    return asks and foreign >= _FEWEST and foreign >= _SHARE * len(words)
