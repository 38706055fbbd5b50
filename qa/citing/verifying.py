"""Are these quotations where they are cited?

Words are compared code point by code point; nothing is normalised. The first case that applies:

| the document | the words | reason | status |
|---|---|---|---|
| does not exist | | `no_document` | missing |
| has the hash that was cited | at the offsets that were cited | `at_place` | exact |
| has the hash that was cited | somewhere, and no offsets were cited | `in_text` | exact |
| has the hash that was cited | only at other offsets | `elsewhere` | moved |
| has another hash | anywhere, the cited offsets too | `other_edition` | moved |
| has any hash | only with other blanks or in another Unicode form | `other_form` | changed |
| has another hash | not in it | `edited` | changed |
| has the hash that was cited | not in it: they never were | `not_in_document` | missing |
| none was named | verbatim in some document | `in_text` | exact |
| none was named | only with other blanks or in another Unicode form | `other_form` | changed |
| none was named | in none | `nowhere` | missing |

A claim without a hash names no version: any hash counts as the cited one. Of several occurrences the one is chosen
whose context shares most with the prefix and suffix, then the nearest to the cited offsets. For a changed or missing
quotation the nearest sentence is returned as such.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from qa.citing.claims import Claim, Reason, Verdict
from qa.citing.corpus_search import find_in_corpus
from qa.citing.judging import judge
from qa.library.database import reading
from qa.library.facts import generation_of
from qa.library.read_models.citation_view import citation_views
from qa.library.store import Library


@dataclass(frozen=True, slots=True)
class Verified:
    """A verdict on each claim, in order, all of one generation."""

    verdicts: tuple[Verdict, ...]
    generation: int


def verify_claims(library: Library, claims: Sequence[Claim]) -> Verified:
    """The verdicts on these claims, in one transaction, so that the library is the same for all of them.

    Raises:
        LibraryError: the library cannot be read.
    """
    found: dict[int, Verdict] = {}
    with reading(library.engine) as connection:
        found.update(_in_their_documents(connection, claims))
        found.update(_in_any_document(connection, claims))
        generation = generation_of(connection)
    return Verified(tuple(found[number] for number in range(len(claims))), generation)


def _in_their_documents(connection: Connection, claims: Sequence[Claim]) -> Iterator[tuple[int, Verdict]]:
    by_document: dict[str, list[tuple[int, Claim]]] = {}
    for number, claim in enumerate(claims):
        if claim.document_id is not None:
            by_document.setdefault(claim.document_id, []).append((number, claim))
    for kept in citation_views(connection, by_document):
        yield from judge(kept, by_document.pop(kept.id))
    for left in by_document.values():
        yield from ((number, Verdict(Reason.NO_DOCUMENT)) for number, _ in left)


def _in_any_document(connection: Connection, claims: Sequence[Claim]) -> Iterator[tuple[int, Verdict]]:
    open_ended = [(number, claim.quote) for number, claim in enumerate(claims) if claim.document_id is None]
    if open_ended:
        verdicts = find_in_corpus(connection, {quote for _, quote in open_ended})
        yield from ((number, verdicts[quote]) for number, quote in open_ended)
