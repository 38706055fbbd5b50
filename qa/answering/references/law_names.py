"""Which documents does a question mean that names a law: "luật cư trú 2020"?"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from qa.library.read_models.document_head import DocumentHead
from qa.questions.legal_references import KIND, LegalReference
from qa.text.keys import exact_key, folded_key, words

# What stands in official titles beside the name, without accents: "Luật của Quốc hội … số 25/2004/QH11 … về …".
_OFFICIAL = re.compile(
    r"(?<!\S)(?:cua quoc hoi|nuoc cong hoa xa hoi chu nghia viet nam|ve|so(?= \d)|ngay(?= \d)|thang(?= \d)|nam(?= \d)"
    r"|\d\S*|lct|hdnn8|qh\d{1,2}|ctn|sl|va)(?!\S)"
)
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")


class Likeness(IntEnum):
    """How the name of a law is like the title of a document; more is better."""

    NONE = 0
    WITHIN = 1
    BEGINNING = 2
    EQUAL = 3


# In words. "Luật lao động" is another law than "Luật người lao động Việt Nam đi làm việc ở nước ngoài"; of a longer
# name people leave words out.
_SHORTEST_WITHIN = 3


def named_documents(reference: LegalReference, documents: Iterable[DocumentHead]) -> frozenset[str]:
    """The ids of those documents whose titles are most like the law's name; of all if it names none. A document of
    another year, by its title or by its day of publication, is none of them.
    """
    right = [one for one in documents if _may_be_of(one, reference.year)]
    if not reference.law:
        return frozenset(one.id for one in right)
    likeness = {one.id: likeness_of(reference.law, one.display_title) for one in right}
    best = max(likeness.values(), default=Likeness.NONE)
    return frozenset(name for name, value in likeness.items() if value == best != Likeness.NONE)


def likeness_of(law: Sequence[str], title: str) -> Likeness:
    """How the words of a law's name, its kind first, are like a title. A word with accents is like no other accents;
    one without is like any.
    """
    kind, name = _kind_and_name(list(law))
    titled, held = _kind_and_name(_from_kind(list(words(title)), kind))
    if kind and not any(map(_same, kind[-1:], titled[-1:])):
        return Likeness.NONE
    if _begins_with(held, name):
        return Likeness.EQUAL if len(name) == len(held) else Likeness.BEGINNING
    rest = iter(held)
    is_within = len(name) >= _SHORTEST_WITHIN and all(any(_same(word, other) for other in rest) for word in name)
    return Likeness.WITHIN if is_within else Likeness.NONE


def _from_kind(title: Sequence[str], kind: Sequence[str]) -> Sequence[str]:
    """The title, from the word of this kind on where it begins with none: "Toàn văn Luật Chợ"."""
    if KIND.match(_folded(title)):
        return title
    return next(
        (title[index:] for index, word in enumerate(title) if any(_same(one, word) for one in kind[-1:])), title
    )


def _kind_and_name(law: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words of the kind, none where it begins with none, and the others that are more than a form."""
    found = KIND.match(_folded(law))
    length = len(found[0].split()) if found else 0
    return law[:length], _without_official(law[length:])


def _without_official(title: Sequence[str]) -> Sequence[str]:
    """The words that are more than a form. A name of nothing else stays."""
    folded = _folded(title)
    left_out: set[int] = set()
    for found in _OFFICIAL.finditer(folded):
        first = folded.count(" ", 0, found.start())
        left_out.update(range(first, first + len(found[0].split())))
    return [word for index, word in enumerate(title) if index not in left_out] or title


def _folded(law: Sequence[str]) -> str:
    return " ".join(map(folded_key, law))


def _begins_with(held: Sequence[str], name: Sequence[str]) -> bool:
    return len(held) >= len(name) and all(map(_same, name, held))


def _same(typed: str, word: str) -> bool:
    key = exact_key(typed)
    return key in (exact_key(word), exact_key(folded_key(word)))


def _may_be_of(document: DocumentHead, year: int | None) -> bool:
    """Whether the document is of this year, as far as its title, or else its day of publication, says so."""
    published = document.source.published_at
    years = [int(one) for one in _YEAR.findall(document.display_title)] or ([published.year] if published else [])
    return year is None or not years or year in years
