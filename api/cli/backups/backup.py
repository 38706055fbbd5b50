"""How is a library backed up at the command line, also while a server works on it?"""

from pathlib import Path

import click

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from qa.library.backups.backing_up import back_up


@click.command(cls=HoidapCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@data_option
def backup(file: Path, data: Path | None) -> None:
    """Sao lưu cả kho vào một tệp: tài liệu, tệp gốc, nhận xét. Làm được cả khi máy chủ đang chạy; tệp chưa được có."""
    with services_of(settings_for(data)) as services:
        services.existing_library()
        manifest = back_up(services.settings.data, file)
    click.echo(f"Đã sao lưu {manifest.documents} tài liệu vào {file}. SHA-256 của kho: {manifest.sha256}")
