"""How does the command line say which files of a folder it passed over?"""

from collections.abc import Iterable
from pathlib import Path

import click

from api.messages.rejections import link_out, skipped_summary
from qa.ingesting.preparing import shown
from qa.reading import Skipped


class SkippedFiles:
    """What was passed over in the folders of one command. What Hỏi Đáp itself keeps there is nobody's document."""

    def __init__(self, data: Path) -> None:
        """`data` is the data folder, which may lie in a folder that is read."""
        self._data = data.resolve()
        self._unread: list[Path] = []
        self._hidden: list[Path] = []
        self._outside: list[Path] = []

    def add(self, skipped: Skipped) -> None:
        """What was passed over in one folder."""
        self._unread += self.foreign(skipped.unread)
        self._hidden += self.foreign(skipped.hidden)
        self._outside += skipped.outside

    def foreign(self, paths: Iterable[Path]) -> list[Path]:
        """Those that are not the data folder's own."""
        return [path for path in paths if not (path.parent.resolve() / path.name).is_relative_to(self._data)]

    def show(self, *, by_name: bool = False) -> None:
        """One line for all that is not read, and one for each link that leads out; nothing for what is hidden, unless
        all is to be named.
        """
        for path in self._outside:
            click.echo(link_out(shown(str(path))), err=True)
        if summary := skipped_summary(self._unread):
            click.echo(summary, err=True)
        if by_name:
            _name(self._unread)
        if by_name and self._hidden:
            click.echo(f"Bỏ qua {len(self._hidden)} tệp hay thư mục ẩn:", err=True)
            _name(self._hidden)


def _name(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(f"  {shown(str(path))}", err=True)
