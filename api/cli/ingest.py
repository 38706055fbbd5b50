"""How are files ingested at the command line?"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

import click

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.progress import EncodingBar, reading_summary, summary
from api.cli.session import services_of
from api.cli.skipping import SkippedFiles
from api.cli.watch import follow_folder
from api.messages.rejections import rejection
from api.wiring import Services
from qa.errors import DocumentError
from qa.ingesting.ingester import IngestReport
from qa.reading import KNOWN_SUFFIXES, ReadingLimits, read_path
from qa.types import RawDocument, Rejected


@click.command(cls=HoidapCommand, help=f"Nạp tệp hay thư mục vào kho ({' '.join(KNOWN_SUFFIXES)}).")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ĐƯỜNG_DẪN…")
@click.option("--watch", is_flag=True, help="Nạp một thư mục rồi theo dõi nó cho đến khi nhận Ctrl-C hay SIGTERM.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Ghi rõ từng tệp bị bỏ qua, cả tệp ẩn, và từng chỗ bị để ngoài.",
)
@data_option
def ingest(paths: tuple[Path, ...], data: Path | None, *, watch: bool, verbose: bool) -> None:
    """Ingests what can be read. Exits with 1 where anything was refused; what a folder holds besides is no refusal."""
    with services_of(settings_for(data)) as services:
        if watch:
            follow_folder(services, paths, verbose=verbose)
            return
        skipped = SkippedFiles(services.settings.data)
        found, missing = _opened(paths, services.settings.reading_limits, skipped)
        skipped.show(by_name=verbose)
        report = _ingested(services, found) if found else IngestReport()
    report.rejected = missing + report.rejected
    click.echo(summary(report))
    for line in reading_summary(report, verbose=verbose):
        click.echo(line)
    for refused in report.rejected:
        click.echo(f"Từ chối {rejection(refused)}", err=True)
    click.get_current_context().exit(1 if report.rejected else 0)


def _opened(
    paths: Sequence[Path], limits: ReadingLimits, skipped: SkippedFiles
) -> tuple[list[Iterator[RawDocument | Rejected]], list[Rejected]]:
    """What can be read, and the paths where nothing can, found before the model is loaded, which takes seconds."""
    found, missing = [], []
    for path in paths:
        try:
            found.append(read_path(path, limits, on_skipped=skipped.add))
        except DocumentError as error:
            missing.append(Rejected(str(path), str(error)))
    return found, missing


def _ingested(services: Services, found: Sequence[Iterator[RawDocument | Rejected]]) -> IngestReport:
    ingester = services.ingester
    with closing(EncodingBar()) as bar:
        return ingester.ingest(chain.from_iterable(found), progress=bar.show)
