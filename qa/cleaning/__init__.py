"""Which parts of a document are the document?

Cleaning marks spans and changes no character: a title and body to be searched and quoted, and captions, links to
other articles and page furniture to be left alone.
"""

from qa.cleaning.marking import guess_title, mark_spans

__all__ = ["guess_title", "mark_spans"]
