"""Which stretches of a document are searched as one passage?

A passage is a contiguous slice of body text: paragraphs are joined until there is enough to judge by, never across
something that was left out, and a paragraph too long for the encoder is cut between sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.text.sentences import sentence_spans
from qa.types import QUOTED, Span, SpanKind

# Below this many characters a paragraph says too little by itself: news pages hold one sentence a paragraph.
ENOUGH = 320

# The built-in encoder reads 512 tokens, which is about 1,900 characters of Vietnamese with a title in front.
MOST = 1500


Headings = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage's place in its document, the places of its sentences in order, and of the headings above it, outermost
    first.
    """

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    headings: Headings = ()


def passage_spans(text: str, spans: Iterable[Span], *, captions: bool = False) -> list[PassageSpan]:
    """The passages of a document in order. Every character of every quoted span lies in exactly one sentence or gap.

    With `captions`, each caption is a passage of its own.
    """
    return [
        PassageSpan(group[0][0], group[-1][1], tuple(group), headings)
        for headings, run in _runs(spans, captions=captions)
        for group in _groups(text, run)
    ]


def _runs(spans: Iterable[Span], *, captions: bool) -> Iterator[tuple[Headings, list[Span]]]:
    """Quoted spans that stand next to each other, with nothing left out between them, and the headings above them."""
    path: list[Span] = []
    run: list[Span] = []
    headed = True  # whether text stood below the last heading
    for span in spans:
        if span.kind in QUOTED:
            run.append(span)
            headed = True
            continue
        if run:
            yield _places(path), run
            run = []
        if captions and span.kind is SpanKind.CAPTION:
            yield _places(path), [span]
        if span.kind is SpanKind.HEADING:
            path = _below(path, span, headed=headed)
            headed = False
    if run:
        yield _places(path), run


def _below(path: list[Span], heading: Span, *, headed: bool) -> list[Span]:
    """The headings above what stands below this one. It ends those of its rank and below, but not the one right before
    it: `Chương VII` and the chapter's name on the next line are one.
    """
    kept = [one for one in path if one.level < heading.level]
    if not headed and path and path[-1].level == heading.level:
        kept = path if len(path) < 2 or path[-2].level < heading.level else path[:-1]
    return [*kept, heading]


def _places(path: list[Span]) -> Headings:
    return tuple((heading.start, heading.end) for heading in path)


def _groups(text: str, run: list[Span]) -> Iterator[list[tuple[int, int]]]:
    group: list[tuple[int, int]] = []
    for span in run:
        sentences = sentence_spans(text, span.start, span.end, across_lines=True)
        if group and (group[-1][1] - group[0][0] >= ENOUGH or span.end - group[0][0] > MOST):
            yield group
            group = []
        for sentence in sentences:
            if group and sentence[1] - group[0][0] > MOST:
                yield group
                group = []
            group.append(sentence)
    if group:
        yield group
