"""Which source does front matter describe?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from qa.reading.source_fields import day_of, is_web_address, one_line, source_of
from qa.types import Source

# The names under which Hugo, Jekyll, Obsidian and the like keep what a source has, the surest first.
_DAYS = ("date", "publishdate", "pubdate", "published", "datepublished")
_ADDRESSES = ("canonical_url", "canonicalurl", "canonical", "source_url", "link")
_AUTHORS = ("author", "authors")
_OWN = ("title", "publisher", "url", "published_at")


def source_of_front_matter(fields: Mapping[str, object]) -> Source:
    """The source by our own names, and by those of other programs where these hold what they should.

    Raises:
        DocumentError: a field of our own has an invalid value; the message names the field.
    """
    source = source_of({name: _text(fields.get(name)) for name in _OWN})
    day = _first(fields, _DAYS, _is_day)
    return replace(
        source,
        url=source.url or _first(fields, _ADDRESSES, is_web_address),
        published_at=source.published_at or (day_of(day) if day else None),
        author=one_line(_first(fields, _AUTHORS, bool)),
    )


def _first(fields: Mapping[str, object], names: Iterable[str], accepts: Callable[[str], bool]) -> str | None:
    values = (_text(fields.get(name)) for name in names)
    return next((value for value in values if value and accepts(value)), None)


def _text(value: object) -> str | None:
    """The value as text; of a list its items, of an object its name. Lists in lists are not followed: with aliases,
    YAML may write a billion items in ten lines.
    """
    items = (_name(item) for item in value) if isinstance(value, list) else (_name(value),)
    return ", ".join(item for item in items if item) or None


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float) else None


def _is_day(value: str) -> bool:
    try:
        day_of(value)
    except ValueError:
        return False
    return True
