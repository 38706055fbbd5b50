"""How is a batch of documents ingested?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from embeddings.encoder import Encoder, Progress, no_progress
from qa.errors import DocumentError
from qa.ingesting.encoding import encode
from qa.ingesting.prefetching import prefetched
from qa.ingesting.preparing import prepare, shown
from qa.ingesting.reading_report import ReadingReport, reading_report
from qa.library.store import Library, Standing
from qa.types import Document, PreparedDocument, RawDocument, Rejected

# In one transaction: about 2,000 sentences, enough to fill the encoder's batches and few seconds' work to lose.
BATCH_CHARACTERS = 300_000

# A corpus may hold a hundred thousand documents, and nobody reads on.
MOST_READINGS = 1_000

# SQLite takes at most 32,766 values in one statement.
BATCH_DOCUMENTS = 512


@dataclass(slots=True)
class IngestReport:
    """The report on a batch: ids in the order in which they were read, the refusals with their reasons, and how the
    first `MOST_READINGS` of the added and replaced documents were read of which there is anything to say.
    """

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    sentences: int = 0
    readings: list[ReadingReport] = field(default_factory=list)

    def add_reading(self, document: Document) -> None:
        """Adds how a document was read."""
        if len(self.readings) < MOST_READINGS and (found := reading_report(document)).notes:
            self.readings.append(found)


class Ingester:
    """Ingests documents into one library with one encoder."""

    def __init__(self, library: Library, encoder: Encoder, *, captions: bool = False) -> None:
        """`captions`: whether captions are searched and quoted too."""
        self._captions = captions
        self._library = library
        self._encoder = encoder

    def ingest(
        self,
        raws: Iterable[RawDocument | Rejected],
        *,
        progress: Progress = no_progress,
        on_saved: Callable[[IngestReport], None] = lambda _: None,
    ) -> IngestReport:
        """Stores every good document; refuses the others by name and goes on.

        `progress` counts the passages and sentences of one transaction, and starts again with the next; `on_saved` is
        called after each transaction. An exception from either ends the ingestion; what was saved stays. While
        a batch is encoded the next is read and prepared: `raws` is iterated in another thread.

        Raises:
            ModelError: the library's vectors come from another encoder.
            LibraryError: the library cannot be written.
        """
        self._library.bind_model(self._encoder.fingerprint)
        report = IngestReport()
        prepared = (_prepared(batch, captions=self._captions) for batch in _batches(raws))
        for batch in prefetched(prepared):
            self._take(batch, report, progress)
            on_saved(report)
        return report

    def _take(self, batch: "_Batch", report: IngestReport, progress: Progress) -> None:
        report.rejected += batch.rejected
        standing = self._library.standing(one.document.origin for one in batch.prepared)
        changed: list[PreparedDocument] = []
        for one in batch.prepared:
            document = one.document
            made_from = Standing(document.sha256, one.recipe, document.source, document.file_sha256)
            if standing.get(document.origin) == made_from:
                report.unchanged.append(document.id)
            else:
                (report.replaced if document.origin in standing else report.added).append(document.id)
                changed.append(one)
                report.add_reading(one.document)
        if changed:
            self._library.save(encode(self._encoder, changed, progress))
            report.sentences += sum(len(passage.sentences) for one in changed for passage in one.passages)


@dataclass(frozen=True, slots=True)
class _Batch:
    """The documents of one transaction, those that are good, and what was refused."""

    prepared: list[PreparedDocument]
    rejected: list[Rejected]


def _prepared(batch: list[RawDocument | Rejected], *, captions: bool) -> _Batch:
    """Of several documents of one origin the last."""
    made = _Batch([], [one for one in batch if isinstance(one, Rejected)])
    latest = {one.origin: one for one in batch if isinstance(one, RawDocument)}
    for raw in latest.values():
        try:
            made.prepared.append(prepare(raw, captions=captions))
        except DocumentError as error:
            made.rejected.append(Rejected(shown(raw.origin), str(error)))
    return made


def _batches(raws: Iterable[RawDocument | Rejected]) -> Iterator[list[RawDocument | Rejected]]:
    """Batches of a bounded number of documents and characters."""
    batch: list[RawDocument | Rejected] = []
    characters = 0
    for raw in raws:
        batch.append(raw)
        characters += len(raw.text) if isinstance(raw, RawDocument) else 0
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
