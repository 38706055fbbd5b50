"""How is noted what reading leaves out or converts?"""

from collections.abc import Iterable

from qa.types import NoteKind, ReadingNote

# Enough to see what was meant, and few enough to be kept with every document.
MOST_EXAMPLES = 5
LONGEST_EXAMPLE = 80  # characters


def notes_of(**found: Iterable[str]) -> tuple[ReadingNote, ...]:
    """A note for each kind of which something was found; its name is that of the `NoteKind` in small letters."""
    notes = (
        (NoteKind(name), [flat for text in texts if (flat := " ".join(text.split()))]) for name, texts in found.items()
    )
    return tuple(
        ReadingNote(kind, len(texts), tuple(map(_shortened, texts[:MOST_EXAMPLES]))) for kind, texts in notes if texts
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 1].rstrip() + "…"
