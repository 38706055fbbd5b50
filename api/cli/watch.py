"""How does the command line watch a folder?"""

import logging
import signal
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import click
from watchfiles import watch

from api.cli.logs import set_up_logging
from api.cli.progress import EncodingBar, reading_summary, summary
from api.cli.skipping import SkippedFiles
from api.messages.rejections import link_out, rejection
from api.wiring import Services
from qa.errors import DocumentError
from qa.ingesting.following import Followed, Follower, Noticed
from qa.ingesting.preparing import shown
from qa.reading import read_path
from qa.types import RawDocument, Rejected

# In milliseconds: how long after its start the watcher first reports that it watches.
FIRST_LOOK = 200

log = logging.getLogger(__name__)


def follow_folder(services: Services, paths: Sequence[Path], *, verbose: bool) -> None:
    """Makes the library as the folder is, and keeps it so until SIGINT or SIGTERM. With `verbose` every file that is
    passed over is named.

    Raises:
        DocumentError: this is not one folder, or it goes away.
    """
    if len(paths) != 1 or not paths[0].is_dir():
        raise DocumentError(f"{paths[0]}: --watch cần đúng một thư mục đang có.")
    folder = paths[0].resolve()
    set_up_logging(services.settings)
    # Either signal ends it wherever it is; what is not committed then is taken in at the next start.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt), services.checkpointer:
        _follow(services, folder, verbose=verbose)


def _follow(services: Services, folder: Path, *, verbose: bool) -> None:
    limits = services.settings.reading_limits

    def read(file: Path) -> Iterator[RawDocument | Rejected]:
        return read_path(file, limits)

    follower = Follower(folder, services.library, services.ingester, read)
    skipped = SkippedFiles(services.settings.data)
    # No filter but the follower's own. Its first step shows that it watches: later changes are noticed, earlier
    # ones are found by the scan of the whole folder.
    bursts = watch(folder, watch_filter=None, yield_on_timeout=True, rust_timeout=FIRST_LOOK, raise_interrupt=True)
    for number, burst in enumerate(bursts):
        if number == 0:
            with closing(EncodingBar()) as bar:
                begun = follower.begin(bar.show)
            click.echo(summary(begun.report))
            for line in reading_summary(begun.report, verbose=verbose):
                click.echo(line)
            skipped.add(begun.skipped)
            skipped.show(by_name=verbose)
            _print(begun, of_new=False)
            click.echo(f"Đang theo dõi {folder}. Nhấn Ctrl-C để dừng.")
        if burst:
            noticed = [Noticed(Path(path), change.name) for change, path in burst]  # type: ignore[arg-type]  # the same three
            followed = follower.follow(noticed)
            _print(followed, of_new=True)
            for path in followed.skipped.outside:
                log.warning("%s", link_out(shown(str(path))))
            for path in skipped.foreign(followed.skipped.unread):
                # Programs put files of their own beside what they save: they are named to whoever asks for it.
                log.log(logging.WARNING if verbose else logging.INFO, "Bỏ qua tệp không đọc được: %s", path)


def _print(followed: Followed, *, of_new: bool) -> None:
    """Prints a line for each change."""
    report = followed.report
    for what, ids in (("Thêm", report.added), ("Thay", report.replaced)) if of_new else ():
        for name in ids:
            click.echo(f"{what}: {name}")
    for name in followed.removed:
        click.echo(f"Xoá: {name}")
    for refused in report.rejected:
        click.echo(f"Từ chối {rejection(refused)}", err=True)
