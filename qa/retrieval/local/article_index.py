"""In which passages of a snapshot do the articles of each number stand?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from qa.library.read_models.units import Units
from qa.text.articles import ArticleRange, article_ranges

ArticlesByNumber = Mapping[str, list[ArticleRange]]


def articles_by_number(
    units: Units, documents: list[int], passages_of: Callable[[int], tuple[int, int]]
) -> ArticlesByNumber:
    """The articles of these documents by number, in their order; `first` and `last` are passages of the units."""
    found: dict[str, list[ArticleRange]] = {}
    for document in documents:
        for article in _articles(units, *passages_of(document)):
            found.setdefault(article.number, []).append(article)
    return found


def _articles(units: Units, first: int, end: int) -> Iterator[ArticleRange]:
    rows = ((units.passage_headings[passage], units.passage_texts[passage]) for passage in range(first, end))
    for one in article_ranges(rows):
        yield replace(one, first=first + one.first, last=first + one.last)
