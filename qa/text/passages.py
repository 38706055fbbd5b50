"""Which stretches of a document are searched as one passage?

A passage is a contiguous slice of body text: paragraphs are joined until there is enough text to rank by, never across
something that was left out; a paragraph too long for the encoder is cut between sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.text.sentences import sentence_spans
from qa.types import QUOTED, Span, SpanKind

# In characters: a passage at least this long is not extended. News pages have one sentence per paragraph, which says
# too little by itself.
JOINED_UP_TO = 320

# In characters. The built-in encoder reads 512 tokens, about 1,900 characters of Vietnamese with the title in front.
LONGEST_PASSAGE = 1500

Headings = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """The offsets of a passage in its document, those of its sentences in order, and those of the headings above it,
    the outermost first.
    """

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    headings: Headings = ()


def passage_spans(text: str, spans: Iterable[Span], *, captions: bool = False) -> list[PassageSpan]:
    """The passages of a document, in order. Every character of a quoted span is in one sentence or between two.

    With `captions`, each caption is a passage of its own.
    """
    return [
        PassageSpan(group[0][0], group[-1][1], tuple(group), headings)
        for headings, run in _runs(spans, captions=captions)
        for group in _groups(text, run)
    ]


def _runs(spans: Iterable[Span], *, captions: bool) -> Iterator[tuple[Headings, list[Span]]]:
    """Runs of adjacent quoted spans, with nothing left out between them, and the headings above each run."""
    path: list[Span] = []
    run: list[Span] = []
    headed = True  # whether there was text below the last heading
    for span in spans:
        if span.kind in QUOTED:
            run.append(span)
            headed = True
            continue
        if run:
            yield _offsets(path), run
            run = []
        if captions and span.kind is SpanKind.CAPTION:
            yield _offsets(path), [span]
        if span.kind is SpanKind.HEADING:
            path = _below(path, span, headed=headed)
            headed = False
    if run:
        yield _offsets(path), run


def _below(path: list[Span], heading: Span, *, headed: bool) -> list[Span]:
    """The path of headings below this one. It ends those of its rank and lower, but not one right before it: `Chương
    VII` and the chapter's name on the next line are one heading.
    """
    kept = [one for one in path if one.level < heading.level]
    if not headed and path and path[-1].level == heading.level:
        kept = path if len(path) < 2 or path[-2].level < heading.level else path[:-1]
    return [*kept, heading]


def _offsets(path: list[Span]) -> Headings:
    return tuple((heading.start, heading.end) for heading in path)


def _groups(text: str, run: list[Span]) -> Iterator[list[tuple[int, int]]]:
    group: list[tuple[int, int]] = []
    for span in run:
        sentences = sentence_spans(text, span.start, span.end, across_lines=True)
        if group and (group[-1][1] - group[0][0] >= JOINED_UP_TO or span.end - group[0][0] > LONGEST_PASSAGE):
            yield group
            group = []
        for sentence in sentences:
            if group and sentence[1] - group[0][0] > LONGEST_PASSAGE:
                yield group
                group = []
            group.append(sentence)
    if group:
        yield group
