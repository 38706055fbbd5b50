"""Which lines are one paragraph, hard-wrapped at a margin?

Mails, old text files and text copied out of PDFs break every paragraph at 60 to 80 characters. Sentences run across
these breaks, so the lines are joined; where each line is a paragraph of its own they must not be.
"""

from collections.abc import Iterator

from qa.cleaning.lines import Line, Page
from qa.types import SpanKind

_NARROWEST, _WIDEST = 40, 110  # characters of the longest line; wider ones were not hard-wrapped
# A line is broken before the first word that does not fit, and the longest Vietnamese syllable has seven letters.
_RAGGED = 12


def wrapped_paragraphs(page: Page) -> dict[int, int]:
    """The index of the last line of every hard-wrapped paragraph, by that of its first."""
    return {run[0]: run[-1] for run in _runs(page) if len(run) > 1 and _is_wrapped([page.lines[n] for n in run])}


def _runs(page: Page) -> Iterator[list[int]]:
    """Lines of body with no blank line between them."""
    run: list[int] = []
    for index, line in enumerate(page.lines):
        is_body = page.kinds[index] in (None, SpanKind.BODY) and not line.margins and not line.level
        if run and (line.after_blank or not is_body):
            yield run
            run = []
        if is_body:
            run.append(index)
    if run:
        yield run


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether all lines but the last are full, and at least one breaks within a sentence."""
    full, goes_on = lines[:-1], lines[1:]
    width = max(len(line.key) for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    if any(len(line.key) < width - _RAGGED or line.key.endswith((":", ";")) for line in full):
        return False
    return any(below.key[0].islower() and not line.is_closed for line, below in zip(full, goes_on, strict=True))
