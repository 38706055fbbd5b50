"""What can be typed after `hoidap`?

Each command lives in a module of its own, imported when it is typed: so that `hoidap --help` answers at once.
"""

from pathlib import Path

import click

from api.cli.group import HoidapGroup
from api.cli.options import data_option

COMMANDS = {
    "ask": ("api.cli.asking", "Hỏi một câu."),
    "documents": ("api.cli.keeping", "Liệt kê tài liệu trong kho."),
    "evaluate": ("api.cli.evaluating", "Đo chất lượng trên một tệp SQuAD v2.0."),
    "feedback": ("api.cli.judging", "Xem và xuất nhận xét của người hỏi."),
    "ingest": ("api.cli.ingesting", "Nạp tệp hay thư mục vào kho tài liệu."),
    "reindex": ("api.cli.reindexing", "Mã hoá lại cả kho bằng mô hình đang chọn."),
    "remove": ("api.cli.keeping", "Xoá một tài liệu khỏi kho."),
    "serve": ("api.cli.serving", "Mở trang hỏi đáp và giao diện HTTP."),
    "verify": ("api.cli.verifying", "Kiểm tra kho, hoặc các trích dẫn trong một tệp."),
}


@click.group("hoidap", cls=HoidapGroup, commands_by_name=COMMANDS, invoke_without_command=True)
@data_option
@click.pass_context
def main(context: click.Context, data: Path | None) -> None:
    """Hỏi Đáp: hỏi bằng tiếng Việt, nhận câu trả lời chép nguyên văn từ tài liệu kèm trích dẫn."""
    context.obj = data
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
