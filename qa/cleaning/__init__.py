"""Which parts of a document are the document?

Cleaning marks spans and changes no character: text to search and quote, headings that say what it is about, and
captions, links to other articles, menus and the like, which are neither searched nor quoted.
"""

from qa.cleaning.marking import guess_title, mark_spans
from qa.cleaning.rules.datelines import published_on

__all__ = ["guess_title", "mark_spans", "published_on"]
