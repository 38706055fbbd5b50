"""Does each compiled pattern stay linear in each endless text, by each method that the packages call?"""

import re
from collections.abc import Callable, Iterator

from qa.questions.question_parts import as_words
from tests.bounded import Case
from tests.long_texts import FRAGMENTS
from tests.patterns import Found, compiled_patterns

SMALL, LARGE = 8_000, 64_000
NEGLIGIBLE = 0.05

# What stands behind the repetitions, so that what would match with them fails in the end.
_NOTHING = "\x01"

_WORDS = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]+)*")
_CLASSES = re.compile(r"\\[wWsSdDbBAZ]|\(\?P?<[\w=!]+>?")
# Behind a word that a pattern begins with: what may follow it in more ways than one.
_BEHIND_A_WORD = (" ", "a ", "a.", "1", "-", "(a)")
_MOST_WORDS = 2  # the first of a pattern, which let it begin; with 12 it takes four times as long

# Patterns that are put together when they are needed, of one word each.
MADE = (
    Found("qa.questions.question_parts", "as_words", "('và')", as_words("và")),
    Found("qa.questions.question_parts", "as_words", "('a')", as_words("a")),
)


def cases() -> Iterator[Case]:
    """Every pattern with every endless text."""
    for found in (*compiled_patterns(), *MADE):
        for method in sorted(found.methods):
            for start, repeated in _texts(found.pattern.pattern):
                name = f"{found}.{method} on {start!r} and {repeated!r} repeated"
                yield Case(name, _call(found.pattern, method, start, repeated), SMALL, LARGE, NEGLIGIBLE)


def slow_cases() -> Iterator[Case]:
    """Two patterns that are known to be slow, one by its beginnings and one by its ways, and one that is not."""
    for name, pattern, repeated in (
        ("square", re.compile(r"[ ,-]*\("), " -"),
        ("exponential", re.compile(r"(?:a|a?.)+\("), "a"),
        ("linear", re.compile(r"(?<![ ,-])[ ,-]*+\("), " -"),
    ):
        yield Case(name, _call(pattern, "search", "", repeated), SMALL, LARGE, NEGLIGIBLE)


def _texts(pattern: str) -> Iterator[tuple[str, str]]:
    """How endless texts begin, and what of them is repeated: the fragments, the pattern's own words, and those words
    with something endless behind them.
    """
    yield from (("", fragment) for fragment in FRAGMENTS)
    words = list(dict.fromkeys(_WORDS.findall(_CLASSES.sub(" ", pattern))))[:_MOST_WORDS]
    for word in words:
        yield from (("", f"{word} "), ("", word), ("", f" {word}"))
        yield from ((f"{word}{sign}", repeated) for sign in (" ", ": ") for repeated in _BEHIND_A_WORD)


def _call(pattern: re.Pattern[str], method: str, start: str, repeated: str) -> Callable[[int], Callable[[], object]]:
    def on(size: int) -> Callable[[], object]:
        text = start + repeated * (size // len(repeated)) + _NOTHING
        if method == "finditer":
            return lambda: sum(1 for _ in pattern.finditer(text))
        if method in {"sub", "subn"}:
            return lambda: pattern.sub("", text)
        run: Callable[[str], object] = getattr(pattern, method)
        return lambda: run(text)

    return on
