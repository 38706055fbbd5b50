"""Which documents are the questions of an evaluation asked of?

The contexts of the question file, and whatever `--corpus` names beside them: files and folders are ingested, a library
that exists is copied with its vectors, so that a large one is encoded once and not for every evaluation.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NoReturn

import click
from tqdm import tqdm

from api.cli.skipping import SkippedFiles
from api.messages.rejections import rejection
from api.settings import Settings
from api.wiring import INDEXES, Services
from qa.errors import DocumentError, EvaluationError, ModelError
from qa.evaluation.question_file import QuestionFile
from qa.ingesting.ingester import IngestReport
from qa.library.copying import copy_library, holds_library
from qa.reading import read_path
from qa.types import RawDocument, Rejected

Read = Iterator[RawDocument | Rejected]


def checked_corpus(paths: Sequence[Path], settings: Settings) -> tuple[Path | None, list[Read]]:
    """The folder of the library among `--corpus`, and what is to be read from the other paths.

    Raises:
        EvaluationError: there is nothing to be read at a path, or more than one holds a library.
    """
    libraries = [path for path in paths if holds_library(path)]
    if len(libraries) > 1:
        raise EvaluationError(
            f"--corpus {libraries[1]}: chỉ dùng được một kho có sẵn, đã có {libraries[0]}; hãy nạp tài liệu của cả hai "
            "vào một kho."
        )
    skipped = SkippedFiles(settings.data)
    limits = settings.reading_limits
    try:
        found = [read_path(path, limits, on_skipped=skipped.add) for path in paths if path not in libraries]
    except DocumentError as error:
        raise EvaluationError(f"--corpus {error}") from error
    skipped.show()
    return next(iter(libraries), None), found


def fill(services: Services, asked: QuestionFile, *, library: Path | None, found: Sequence[Read]) -> None:
    """Ingests everything that is asked about into the empty library of `services`.

    Raises:
        EvaluationError: the library of `--corpus` comes from another model, or a context cannot be ingested.
    """
    if library is not None:
        _copy(library, services)
    if found:
        with _bar("Nạp kho", None, " tài liệu") as bar:
            report = services.ingester.ingest(
                chain.from_iterable(found), on_saved=lambda so_far: advance(bar, _taken(so_far))
            )
        for refused in report.rejected:
            click.echo(f"Từ chối {rejection(refused)}", err=True)
    with _bar("Nạp", len(asked.contexts), " đoạn") as bar:
        # Last, so that a context stays where a document of the corpus has the same id.
        report = services.ingester.ingest(asked.contexts, on_saved=lambda so_far: advance(bar, _taken(so_far)))
    if report.rejected:
        raise EvaluationError(f"Không nạp được đoạn văn của tệp: {rejection(report.rejected[0])}")


def asking_bar(total: int) -> "tqdm[NoReturn]":
    """A bar that counts the questions asked."""
    return _bar("Hỏi", total, " câu")


def advance(bar: "tqdm[NoReturn]", to: int) -> None:
    """Moves a bar forward to a count."""
    bar.update(to - bar.n)


def _copy(library: Path, services: Services) -> None:
    folder = services.settings.data
    copy_library(library, folder)
    # A cache, stamped with the library's identity: what is missing, or was deleted while it was copied, is rebuilt.
    with suppress(OSError):
        shutil.copytree(library / INDEXES, folder / INDEXES)
    try:
        services.library.bind_model(services.encoder.fingerprint)
    except ModelError as error:
        raise EvaluationError(f"--corpus {library}: {error}") from error


def _bar(what: str, total: int | None, unit: str) -> "tqdm[NoReturn]":
    return tqdm(total=total, desc=what, unit=unit, disable=None)  # None: silent where stderr is no terminal


def _taken(report: IngestReport) -> int:
    return len(report.added) + len(report.replaced) + len(report.unchanged)
