"""How is the server started from the command line?"""

from contextlib import closing
from pathlib import Path

import click
from tqdm.contrib.logging import logging_redirect_tqdm

from api.cli.group import HoidapCommand
from api.cli.logs import set_up_logging
from api.cli.options import data_option, settings_for
from api.cli.start_display import StartDisplay
from api.http.server import serve as serve_until_stopped
from api.start_stages import Stages
from api.wiring import Services


@click.command(cls=HoidapCommand)
@click.option("--host", metavar="ĐỊA_CHỈ", help="Địa chỉ để nghe; mặc định là HOIDAP_HOST, hoặc 127.0.0.1.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), metavar="CỔNG", help="Mặc định là HOIDAP_PORT, hoặc 8000; 0: tự chọn."
)
@click.option(
    "--seed", type=click.Path(path_type=Path), metavar="ĐƯỜNG_DẪN", help="Nạp tài liệu này nếu kho còn trống."
)
@data_option
def serve(host: str | None, port: int | None, seed: Path | None, data: Path | None) -> None:
    """Mở trang hỏi đáp và giao diện HTTP, cho đến khi nhận Ctrl-C hay SIGTERM."""
    settings = settings_for(data, host=host, port=port)
    set_up_logging(settings)
    with closing(StartDisplay()) as display, logging_redirect_tqdm():
        services = Services(settings, stages=Stages(display.show))
        serve_until_stopped(services, seed, lambda address: display.announce(f"Hỏi Đáp đang phục vụ tại {address}"))
