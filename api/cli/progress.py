"""How is the progress of ingesting shown at the command line?"""

from collections.abc import Iterator
from typing import NoReturn

from tqdm import tqdm

from api.messages.reading_notes import note_lines, notes_sentence
from qa.ingesting.ingester import IngestReport


def summary(report: IngestReport) -> str:
    """The outcome of a batch, in one line."""
    counts = f"thêm {len(report.added)}, thay {len(report.replaced)}, giữ nguyên {len(report.unchanged)}"
    return f"Tài liệu: {counts}, từ chối {len(report.rejected)}. Câu mới: {report.sentences}."


def reading_summary(report: IngestReport, *, verbose: bool) -> Iterator[str]:
    """Lines on what was left out, converted, or not read: the counts of all documents, or with `verbose` what it was in
    each; none where nothing was.
    """
    if report.readings and not verbose:
        counted = notes_sentence(note for one in report.readings for note in one.notes)
        yield f"Cách đọc: {counted} (-v: ghi rõ từng tài liệu)."
    for one in report.readings if verbose else ():
        yield from (f"{one.document_id}: {line}" for line in note_lines(one.notes))


class EncodingBar:
    """How many passages and sentences have their vectors, on stderr; silent where that is no terminal."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] = tqdm(desc="Mã hoá", unit=" đoạn", disable=None)
        self._before = 0

    def show(self, done: int, of: int) -> None:
        """Called by the encoder, which counts each batch from its beginning; how many batches come is not known."""
        self._bar.update(self._before + done - self._bar.n)
        if done == of:
            self._before += of

    def close(self) -> None:
        """Leaves the bar as it stands."""
        self._bar.close()
