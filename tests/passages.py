"""Which passage is in an index for a text, without an index?"""

from qa.library.read_models.document_head import DocumentHead, DocumentVersion
from qa.retrieval.indexed_sentence import IndexedPassage
from qa.text.sentences import sentence_spans
from qa.text.utf16 import astral_count
from qa.types import Source

HEAD = DocumentHead(
    version=DocumentVersion(1, ""), id="mau", display_title="Mẫu", source=Source(title="Mẫu"), sha256="ab" * 32
)


def indexed_passage(text: str, heading: str = "") -> IndexedPassage:
    """The text as one passage of a document that begins with the heading."""
    start = len(heading) + 1 if heading else 0
    spans = [(start + first, start + end) for first, end in sentence_spans(text)]
    first, end = spans[0][0] - start, spans[-1][1] - start
    return IndexedPassage(
        document=HEAD,
        number=0,
        first=0,
        start=start + first,
        text=text[first:end],
        starts=tuple(start for start, _ in spans),
        ends=tuple(end for _, end in spans),
        headings=(heading,) if heading else (),
        heading_starts=(0,) if heading else (),
        margins=("", ""),
        astral=astral_count(heading) + astral_count(text[:first]),
    )
