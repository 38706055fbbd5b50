"""What can be typed after `hoidap`?

Each command lives in a module of its own, imported when it is typed: so that `hoidap --help` answers at once.
"""

from pathlib import Path

import click

from api.cli.group import HoidapGroup
from api.cli.options import data_option

COMMANDS = {
    "ask": ("api.cli.ask", "Hỏi một câu."),
    "backup": ("api.cli.backups.backup", "Sao lưu cả kho vào một tệp."),
    "documents": ("api.cli.documents", "Liệt kê tài liệu trong kho."),
    "evaluate": ("api.cli.evaluate", "Đo chất lượng trên một tệp SQuAD v2.0."),
    "feedback": ("api.cli.feedback", "Xem và xuất nhận xét của người hỏi."),
    "ingest": ("api.cli.ingest", "Nạp tệp hay thư mục vào kho tài liệu."),
    "reindex": ("api.cli.reindex", "Mã hoá lại cả kho bằng mô hình đang chọn."),
    "remove": ("api.cli.documents", "Xoá một tài liệu khỏi kho."),
    "restore": ("api.cli.backups.restore", "Phục hồi kho từ một bản sao lưu."),
    "serve": ("api.cli.serve", "Mở trang hỏi đáp và giao diện HTTP."),
    "verify": ("api.cli.verify", "Kiểm tra kho, hoặc các trích dẫn trong một tệp."),
}


@click.group("hoidap", cls=HoidapGroup, commands_by_name=COMMANDS, invoke_without_command=True)
@data_option
@click.pass_context
def main(context: click.Context, data: Path | None) -> None:
    """Hỏi Đáp: hỏi bằng tiếng Việt, nhận câu trả lời chép nguyên văn từ tài liệu kèm trích dẫn."""
    context.obj = data
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
