"""How is a library encoded again by another model at the command line?"""

from pathlib import Path

import click
from tqdm import tqdm

from api.cli.group import HoidapCommand
from api.cli.options import data_option, settings_for
from api.cli.session import services_of
from qa.ingesting.reindexing import reindex as reindex_library


@click.command(cls=HoidapCommand)
@data_option
def reindex(data: Path | None) -> None:
    """Mã hoá lại cả kho bằng mô hình đang chọn; trong lúc đó kho cũ vẫn trả lời, rồi được thay trong một bước."""
    with services_of(settings_for(data)) as services:
        library, encoder = services.existing_library(), services.encoder
        with tqdm(desc="Mã hoá lại", unit=" tài liệu", disable=None) as bar:

            def show(done: int, of: int) -> None:
                bar.total = of
                bar.update(done - bar.n)

            documents = reindex_library(library, encoder, show, captions=services.settings.captions)
    click.echo(f"Đã mã hoá lại {documents} tài liệu bằng mô hình “{encoder.fingerprint}”.")
