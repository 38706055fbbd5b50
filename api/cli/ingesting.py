"""How do files come into the library from the command line?"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import NoReturn

import click
from tqdm import tqdm

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.reports import told
from api.wiring import Services
from qa.errors import DocumentError
from qa.ingesting.ingester import IngestReport
from qa.reading import KNOWN_SUFFIXES, read_path
from qa.types import RawDocument, Rejected


@click.command(cls=HoidapCommand, help=f"Nạp tệp hay thư mục vào kho ({' '.join(KNOWN_SUFFIXES)}).")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG_DẪN…")
@data_option
def ingest(paths: tuple[Path, ...], data: Path | None) -> None:
    """Keeps what is good. Exits with 1 where anything was refused."""
    services = Services(settings_for(data))
    found, missing = _opened(paths)
    report = _ingested(services, found) if found else IngestReport()
    services.close()
    report.rejected = missing + report.rejected
    click.echo(_summary(report))
    for refused in report.rejected:
        click.echo(f"Từ chối {told(refused)}", err=True)
    click.get_current_context().exit(1 if report.rejected else 0)


def _opened(paths: Sequence[Path]) -> tuple[list[Iterator[RawDocument | Rejected]], list[Rejected]]:
    """What can be read, and the paths where nothing can: told before the model takes its seconds."""
    found, missing = [], []
    for path in paths:
        try:
            found.append(read_path(path))
        except DocumentError as error:
            missing.append(Rejected(str(path), str(error)))
    return found, missing


def _ingested(services: Services, found: Sequence[Iterator[RawDocument | Rejected]]) -> IngestReport:
    ingester = services.ingester
    with closing(EncodingBar()) as bar:
        services.on_encoded = bar.show
        return ingester.ingest(chain.from_iterable(found))


def _summary(report: IngestReport) -> str:
    counts = f"thêm {len(report.added)}, thay {len(report.replaced)}, giữ nguyên {len(report.unchanged)}"
    return f"Tài liệu: {counts}, từ chối {len(report.rejected)}. Câu mới: {report.sentences}."


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
