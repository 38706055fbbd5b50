"""Which stretches of a document are searched as one passage?

A passage is a contiguous slice of body text: paragraphs are joined until there is enough to judge by, never across
something that was left out, and a paragraph too long for the encoder is cut between sentences.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.text.sentences import sentence_spans
from qa.types import QUOTED, Span

# Below this many characters a paragraph says too little by itself: news pages hold one sentence a paragraph.
ENOUGH = 320

# The built-in encoder reads 512 tokens, which is about 1,900 characters of Vietnamese with a title in front.
MOST = 1500


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage's place in its document, the places of its sentences in order, and of the headings above it, outermost
    first.
    """

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    headings: tuple[tuple[int, int], ...] = ()


def passage_spans(text: str, spans: Iterable[Span]) -> list[PassageSpan]:
    """The passages of a document in order. Every character of every body span lies in exactly one sentence or gap."""
    return [_passage(group) for run in _runs(spans) for group in _groups(text, run)]


def _passage(sentences: list[tuple[int, int]]) -> PassageSpan:
    return PassageSpan(sentences[0][0], sentences[-1][1], tuple(sentences))


def _runs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Quoted spans that stand next to each other, with nothing left out between them."""
    run: list[Span] = []
    for span in spans:
        if span.kind in QUOTED:
            run.append(span)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _groups(text: str, run: list[Span]) -> Iterator[list[tuple[int, int]]]:
    group: list[tuple[int, int]] = []
    for span in run:
        sentences = sentence_spans(text, span.start, span.end)
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
