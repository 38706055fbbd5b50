"""In which documents do these words stand, where none was named?"""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from qa.citing.cite_slice import cite_slice
from qa.citing.claims import Reason, Verdict
from qa.citing.judging import MOST_OTHERS
from qa.citing.multi_pattern_search import Quotations
from qa.citing.normalised_match import NormalisedQuotations
from qa.library.read_models.citation_view import bare_texts, citation_views
from qa.types import Citation

# A document's id, and from where to where in it.
_Place = tuple[str, int, int]


def find_in_corpus(connection: Connection, quotes: Collection[str]) -> Mapping[str, Verdict]:
    """A verdict on each of these quotations, as the caller's transaction sees the library."""
    verbatim = _verbatim(connection, quotes)
    normalised = _normalised(connection, frozenset(quotes) - verbatim.keys())
    cited = _cited(connection, {place for places in verbatim.values() for place in places} | set(normalised.values()))
    verdicts = dict.fromkeys(quotes, Verdict(Reason.NOWHERE))
    for quote, (first, *others) in verbatim.items():
        verdicts[quote] = Verdict(Reason.IN_TEXT, cited[first], tuple(cited[place] for place in others))
    for quote, place in normalised.items():
        verdicts[quote] = Verdict(Reason.OTHER_FORM, nearest=cited[place])
    return verdicts


def _verbatim(connection: Connection, quotes: Collection[str]) -> dict[str, list[_Place]]:
    """The first places of each quotation that stands anywhere, in the order of the library."""
    found: dict[str, list[_Place]] = {}
    wanted = Quotations(quotes)
    for document, text in bare_texts(connection):
        for quote, places in wanted.places(text, MOST_OTHERS + 1).items():
            known = found.setdefault(quote, [])
            known += [(document, place, place + len(quote)) for place in places[: MOST_OTHERS + 1 - len(known)]]
    return found


def _normalised(connection: Connection, quotes: Collection[str]) -> dict[str, _Place]:
    """The first place of each quotation that stands somewhere with other blanks or letters composed otherwise."""
    found: dict[str, _Place] = {}
    wanted = NormalisedQuotations(quotes)
    for document, text in bare_texts(connection) if quotes else ():
        for quote, (start, end) in wanted.places(text).items():
            found.setdefault(quote, (document, start, end))
    return found


def _cited(connection: Connection, places: Collection[_Place]) -> dict[_Place, Citation]:
    by_document: dict[str, list[_Place]] = {}
    for place in places:
        by_document.setdefault(place[0], []).append(place)
    return {
        place: cite_slice(kept, place[1], place[2])
        for kept in citation_views(connection, by_document)
        for place in by_document[kept.id]
    }
