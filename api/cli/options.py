"""Which folder and settings does a command work with?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.settings import Settings

Command = TypeVar("Command", bound="Callable[..., object]")


def data_option(command: Command) -> Command:
    """`--data DIR`, which may stand before the command's name as well as after it."""
    folder = click.Path(path_type=Path)
    summary = "Thư mục dữ liệu; mặc định là HOIDAP_DATA, hoặc ./data."
    return click.option("--data", type=folder, metavar="THƯ_MỤC", help=summary)(command)


def settings_for(data: Path | None, **given: object) -> Settings:
    """The settings, with what was typed in place of the environment's.

    Raises:
        SettingsError: a value cannot be used.
    """
    # Here and not at the top: `hoidap --help` imports this module and must answer at once.
    from api.settings import load_settings  # noqa: PLC0415 - see above

    return load_settings(data=data or click.get_current_context().obj, **given)
