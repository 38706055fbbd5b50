"""How does the command line show help and errors?

In Vietnamese throughout, also where click has messages of its own. Exit codes: 0 done, 1 refused by name, 2 mistyped,
130 interrupted.
"""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from embeddings.errors import HoidapError

_HEADINGS = {"Options": "Tuỳ chọn", "Commands": "Lệnh"}


class VietnameseFormatter(click.HelpFormatter):
    """Help under Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows a command's syntax."""
        words = args.replace("[OPTIONS]", "[TUỲ CHỌN]").replace("[COMMAND] [ARGS]...", "LỆNH …")
        super().write_usage(prog, words, prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        """A heading of a list."""
        super().write_heading(_HEADINGS.get(heading, heading))


class VietnameseContext(click.Context):
    """Gives every command below it the same formatter."""

    formatter_class = VietnameseFormatter


class HoidapCommand(click.Command):
    """A command whose help is Vietnamese."""

    context_class = VietnameseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Vietnamese."""
        return _in_vietnamese(super().get_help_option(ctx))


class HoidapGroup(click.Group):
    """Commands found by name in modules that are imported only when one is typed."""

    context_class = VietnameseContext
    command_class = HoidapCommand

    def __init__(self, *args: Any, commands_by_name: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - handed through to click
        """`commands_by_name` gives each command's module, which holds it under that name, and its line of help."""
        super().__init__(*args, **kwargs)
        self._by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the help."""
        return list(self._by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of this name, its module imported."""
        if cmd_name not in self._by_name:
            return None
        found: click.Command = getattr(import_module(self._by_name[cmd_name][0]), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands, from the table, so that no module is imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self._by_name.items()])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in Vietnamese."""
        return _in_vietnamese(super().get_help_option(ctx))

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # noqa: ANN401 - always exits
        """Runs what was typed and exits."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name or "hoidap", **extra)
        except HoidapError as error:
            _refuse(str(error), 1)
        except click.UsageError as error:
            _refuse(f"{_mistyped(error)} Xem: {error.ctx.command_path if error.ctx else 'hoidap'} --help", 2)
        except click.Abort:
            sys.exit(130)
        sys.exit(code if isinstance(code, int) else 0)


def _in_vietnamese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Hiện trợ giúp này."
    return option


def _refuse(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def _mistyped(error: click.UsageError) -> str:
    name = _parameter(error)
    if isinstance(error, click.NoSuchOption):
        return f"Không có tuỳ chọn {error.option_name}."
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {name}."
    if isinstance(error, click.BadParameter):
        return f"Giá trị của {name} không hợp lệ{_range(error.param)}."
    if isinstance(error, click.BadOptionUsage):
        return f"Tuỳ chọn {error.option_name} dùng chưa đúng."
    unknown = error.message.partition("No such command ")[2].rstrip(".").strip("'")
    return f"Không có lệnh “{unknown}”." if unknown else "Gõ thừa hoặc sai tham số."


def _parameter(error: click.UsageError) -> str:
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return str(parameter.make_metavar(error.ctx)) if parameter and error.ctx else "tham số"


def _range(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter else None
    return f"; cần một số từ {kind.min} đến {kind.max}" if isinstance(kind, click.IntRange) else ""
