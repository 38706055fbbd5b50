"""Which of several duplicate sentences is shown, and which are only named?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from embeddings.vector_index import Positions
from qa.library.read_models.document_head import DocumentHead
from qa.retrieval.candidates import Filter
from qa.retrieval.search_engine import SearchView

# At most so many are named: a notice on every page would make an answer of a thousand lines.
MOST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Positions of the same sentence: `best` is shown, `others` are named, at most one of each document."""

    best: int
    others: tuple[int, ...]


def deduplicated(
    view: SearchView, positions: Iterable[int], wanted: Filter | None
) -> Iterator[tuple[int, DuplicateGroup]]:
    """The ranks in `positions` of sentences that are not duplicates of an earlier one, each with its duplicates in
    documents that the filter admits.
    """
    seen: set[int] = set()
    for rank, position in enumerate(positions):
        if position not in seen:
            duplicates = view.duplicates(position, wanted)
            seen.update(duplicates.exact.tolist(), duplicates.near.tolist())
            documents = _documents(view, duplicates.exact) | _documents(view, duplicates.near)
            best, *others = _best_first(duplicates.exact, documents)
            others += _best_first(duplicates.near, documents)
            yield rank, DuplicateGroup(best, _one_of_each(best, others, documents))


def _documents(view: SearchView, positions: Positions) -> dict[int, DocumentHead]:
    return dict(zip(positions.tolist(), view.documents(positions), strict=True)) if len(positions) else {}


def _best_first(positions: Positions, documents: Mapping[int, DocumentHead]) -> list[int]:
    return sorted(positions.tolist(), key=lambda position: (*_preference(documents[position]), position))


def _one_of_each(best: int, others: Iterable[int], documents: Mapping[int, DocumentHead]) -> tuple[int, ...]:
    seen = {documents[best].id}
    named: list[int] = []
    for position in others:
        document = documents[position].id
        if document not in seen and len(named) < MOST_OTHERS:
            seen.add(document)
            named.append(position)
    return tuple(named)


def _preference(document: DocumentHead) -> tuple[int, date, int]:
    """A sort key of sources: the most complete metadata first, then the earliest publication, then the first stored."""
    source = document.source
    facts = sum(fact is not None for fact in (source.url, source.publisher, source.published_at, source.title))
    return -facts, source.published_at or date.max, document.version.number
