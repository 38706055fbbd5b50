"""What stands at the place of a law that a question asks for?

The clause is copied whole, out of every document that has the place. No model takes part: what a place says is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa.answering.references.law_names import named_documents
from qa.answering.stages import InterpretedQuestion
from qa.citing.citation import cite_range
from qa.questions.follow_ups import Turn
from qa.questions.legal_references import LegalReference
from qa.retrieval.article import Article
from qa.suggesting.suggestions import suggestions
from qa.text.clauses import clause_ranges, point_ranges
from qa.text.keys import exact_keys
from qa.types import Answer, Answers, Citation

# In characters. An article that is longer is cut where a clause ends: of 11,086 articles of 109 laws 1 in 100 is.
LONGEST = 4_000


def referenced_answers(interpreted: InterpretedQuestion) -> Answers | None:
    """What stands there, at most `top_k` answers; None where the question names no place or no document has it.

    Documents that were cited in the turns before come first, then the newest. The confidence is shared by the documents
    that have the place, since the question means one of them.
    """
    reference, asked, view = interpreted.question.reference, interpreted.asked, interpreted.view
    if reference is None:
        return None
    articles = view.articles(reference.article, asked.wanted)
    named = named_documents(reference, [article.passage.document for article in articles])
    held = [article for article in articles if article.passage.document.id in named]
    cited = _without_copies(_in_order([one for article in held for one in _cited(article, reference)], asked.turns))
    if not cited:
        return None
    share = 1 / len({one.citation.document_id for one, _ in cited})
    answers = tuple(
        Answer(
            one.citation.quote.exact, float(len(cited) - rank), share, one.citation, tuple(others), more_items=one.left
        )
        for rank, (one, others) in enumerate(cited[: asked.top_k])
    )
    read_as = interpreted.question.read_as
    first = next(one for one in held if one.passage.document.id == answers[0].citation.document_id)
    shown = view.sentences(np.array([first.passage.first], np.int64))
    return Answers(read_as, answers, view.generation, suggestions(view, shown, [interpreted.question.text, read_as]))


@dataclass(frozen=True, slots=True)
class _Cited:
    """What is asked for, in one article, and how many clauses of it are left out behind."""

    citation: Citation
    left: int = 0


def _cited(article: Article, reference: LegalReference) -> Iterator[_Cited]:
    offset = article.passage.start + article.start
    for start, end in _ranges(article, reference):
        citation = cite_range(article.passage, offset + start, offset + end)
        if reference.clauses:
            yield _Cited(citation)
        else:
            # The place of a whole article is not its first clause.
            left = 0 if reference.point else sum(one.start >= end for one in clause_ranges(article.text))
            yield _Cited(replace(citation, clause=None), left)


def _ranges(article: Article, reference: LegalReference) -> Iterator[tuple[int, int]]:
    text = article.text
    if not reference.clauses and not reference.point:
        yield _whole(text, article.heading)
        return
    clauses = [(one.start, one.end) for one in clause_ranges(text) if one.name in reference.clauses]
    for start, end in clauses if reference.clauses else [(article.heading, len(text))]:
        if reference.point is None:
            yield start, end
        else:
            points = (one for one in point_ranges(text[start:end]) if one.name == reference.point)
            yield from ((start + one.start, start + one.end) for one in points)


def _whole(text: str, heading: int) -> tuple[int, int]:
    """The article, or as much of it as is shown: up to the last clause, else the last line, that ends in time."""
    start = heading + len(text[heading:]) - len(text[heading:].lstrip())
    end = len(text.rstrip())
    if end - start <= LONGEST:
        return start, end
    within = [one.end for one in clause_ranges(text) if one.end - start <= LONGEST]
    lines = text.rfind("\n", start, start + LONGEST)
    return start, max(within, default=0) or (len(text[:lines].rstrip()) if lines > start else end)


def _in_order(cited: Sequence[_Cited], turns: Sequence[Turn]) -> list[_Cited]:
    """Those of documents cited before first, the last turn's foremost; then the newest; otherwise as they are."""
    before = [name for turn in reversed(turns) for name in turn.document_ids]

    def key(one: _Cited) -> tuple[int, int]:
        published, document = one.citation.source.published_at, one.citation.document_id
        rank = before.index(document) if document in before else len(before)
        return rank, -published.toordinal() if published else 0

    return sorted(cited, key=key)


def _without_copies(cited: Sequence[_Cited]) -> list[tuple[_Cited, list[Citation]]]:
    """Each text once, with its other sources."""
    found: dict[tuple[str, ...], tuple[_Cited, list[Citation]]] = {}
    for one in cited:
        kept = found.setdefault(tuple(exact_keys(one.citation.quote.exact)), (one, []))
        if kept[0] is not one:
            kept[1].append(one.citation)
    return list(found.values())
