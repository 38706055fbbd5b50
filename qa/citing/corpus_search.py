"""In which documents of the library do these words occur?"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from qa.citing.cite_slice import cite_slice
from qa.citing.claims import Reason, Verdict
from qa.citing.judging import MOST_OTHERS
from qa.citing.multi_pattern_search import Quotations
from qa.citing.normalised_match import NormalisedQuotations
from qa.library.read_models.citation_view import bare_texts, citation_views
from qa.types import Citation

# A document's id, and the start and end of a slice of its text.
_Slice = tuple[str, int, int]


def find_in_corpus(connection: Connection, quotes: Collection[str]) -> Mapping[str, Verdict]:
    """A verdict on each of these quotations, in the caller's transaction."""
    verbatim = _verbatim(connection, quotes)
    normalised = _normalised(connection, frozenset(quotes) - verbatim.keys())
    cited = _cited(connection, {one for slices in verbatim.values() for one in slices} | set(normalised.values()))
    verdicts = dict.fromkeys(quotes, Verdict(Reason.NOWHERE))
    for quote, (first, *others) in verbatim.items():
        verdicts[quote] = Verdict(Reason.IN_TEXT, cited[first], tuple(cited[other] for other in others))
    for quote, near in normalised.items():
        verdicts[quote] = Verdict(Reason.OTHER_FORM, nearest=cited[near])
    return verdicts


def _verbatim(connection: Connection, quotes: Collection[str]) -> dict[str, list[_Slice]]:
    """The first occurrences of each quotation that is found, in the order of the library."""
    found: dict[str, list[_Slice]] = {}
    wanted = Quotations(quotes)
    for document, text in bare_texts(connection):
        for quote, offsets in wanted.offsets(text, MOST_OTHERS + 1).items():
            known = found.setdefault(quote, [])
            known += [(document, start, start + len(quote)) for start in offsets[: MOST_OTHERS + 1 - len(known)]]
    return found


def _normalised(connection: Connection, quotes: Collection[str]) -> dict[str, _Slice]:
    """The first occurrence of each quotation that is found with other blanks or in another Unicode form."""
    found: dict[str, _Slice] = {}
    wanted = NormalisedQuotations(quotes)
    for document, text in bare_texts(connection) if quotes else ():
        for quote, (start, end) in wanted.slices(text).items():
            found.setdefault(quote, (document, start, end))
    return found


def _cited(connection: Connection, slices: Collection[_Slice]) -> dict[_Slice, Citation]:
    by_document: dict[str, list[_Slice]] = {}
    for one in slices:
        by_document.setdefault(one[0], []).append(one)
    return {
        one: cite_slice(kept, one[1], one[2])
        for kept in citation_views(connection, by_document)
        for one in by_document[kept.id]
    }
