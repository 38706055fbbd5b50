"""What is an article of a law, as a search engine gives it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.retrieval.indexed_sentence import IndexedPassage
from qa.retrieval.joined_passage import gap, joined
from qa.text.articles import ArticleRange


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or a part of it before or after something that cannot be quoted.

    `passage` are the passages that it stands in as one, under the article's heading; the article is
    `passage.text[start:end]`, of which the first `heading` characters are the heading where it is quoted as well.
    """

    passage: IndexedPassage
    start: int
    end: int
    heading: int = 0

    @property
    def text(self) -> str:
        """The article's text."""
        return self.passage.text[self.start : self.end]


def articles_of(found: ArticleRange, passages: Sequence[IndexedPassage]) -> Iterator[Article]:
    """The article in these passages, from the one where it begins to the one where it ends, in as few parts as
    possible: each is one slice of its document.
    """
    for run in _runs(passages):
        start = found.start if run[0] is passages[0] else 0
        end = run[-1].start - run[0].start + (found.end if run[-1] is passages[-1] else len(run[-1].text))
        passage, heading = joined(run), 0
        if found.heading is not None:
            quoted = passages[0].text[found.start : found.heading]
            passage = replace(passage, headings=(*passage.headings, quoted))
            heading = len(quoted) if run[0] is passages[0] else 0
        yield Article(passage, start, end, heading)


def _runs(passages: Sequence[IndexedPassage]) -> Iterator[list[IndexedPassage]]:
    """Passages with nothing but blanks between them."""
    run: list[IndexedPassage] = []
    for passage in passages:
        if run and gap(run[-1], passage) is None:
            yield run
            run = []
        run.append(passage)
    yield run
