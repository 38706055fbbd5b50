"""How is a library restored from a backup at the command line?"""

from pathlib import Path

import click

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from qa.library.backups.restoring import restore as restore_library


@click.command(cls=HoidapCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--replace", is_flag=True, help="Thay cả kho đang có tài liệu.")
@data_option
def restore(file: Path, data: Path | None, *, replace: bool) -> None:
    """Phục hồi kho từ một bản sao lưu, trọn vẹn hoặc không gì cả. Kho đang có tài liệu chỉ bị thay khi có --replace."""
    settings = settings_for(data)
    manifest = restore_library(file, settings.data, replace=replace)
    click.echo(f"Đã phục hồi {manifest.documents} tài liệu vào {settings.data}.")
