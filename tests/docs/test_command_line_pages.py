"""Is every command documented with every option, and is every command that a page shows there?"""

import re
from collections.abc import Iterator

import click
import pytest

from api.cli import COMMANDS, main
from tests.docs.pages import DOCS, PAGES, hoidap_calls, inline_code, names, page, sections

# Documented once for all commands.
EVERYWHERE = {"--data", "--help"}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Each command and subcommand with what is typed to call it, without `hoidap`."""
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            for sub in command.list_commands(context):
                found = command.get_command(context, sub)
                assert found
                yield f"{name} {sub}", found


BY_NAME = dict(commands())


def options(command: click.Command) -> set[str]:
    """The long names and the short ones."""
    context = click.Context(command)
    return {name for one in command.get_params(context) if isinstance(one, click.Option) for name in one.opts}


def parts() -> list[str]:
    """The sections of all pages in docs/."""
    return [f"{heading}\n{body}" for name in names(DOCS) for heading, body in sections(page(name))]


@pytest.mark.parametrize("name", list(BY_NAME))
def test_a_command_is_documented_with_its_options(name: str) -> None:
    about = [part for part in parts() if f"hoidap {name}" in part]
    assert about
    wanted = {f"`{option}`" for option in options(BY_NAME[name]) - EVERYWHERE if option.startswith("--")}
    assert any(all(option in part for option in wanted) for part in about), wanted


def test_the_options_of_every_command_are_documented() -> None:
    shared = "\n".join(part for part in parts() if "| every command |" in part)
    assert all(f"`{option}`" in shared for option in EVERYWHERE)


@pytest.mark.parametrize("name", names(PAGES))
def test_every_command_shown_can_be_typed(name: str) -> None:
    for call in hoidap_calls(page(name)):
        typed = max((known for known in BY_NAME if call[: len(known.split())] == known.split()), key=len, default="")
        assert typed, call
        more = call[len(typed.split()) :]
        assert not (isinstance(BY_NAME[typed], click.Group) and more and not more[0].startswith("-")), call
        assert {word.partition("=")[0] for word in call if word.startswith("-")} <= options(BY_NAME[typed]), call


def test_calls_are_found_in_blocks_and_in_inline_code() -> None:
    text = "Run `hoidap ask --top 2 'a b'`.\n```sh\nx && .venv/bin/hoidap ingest a > b  # hoidap none\n```\n"
    assert list(hoidap_calls(text)) == [["ingest", "a"], ["ask", "--top", "2", "a b"]]


@pytest.mark.parametrize("name", names(DOCS))
def test_every_option_named_belongs_to_a_command(name: str) -> None:
    known = {option for command in BY_NAME.values() for option in options(command)}
    named = {found for code in inline_code(page(name)) for found in re.findall(r"(?<!\S)--[a-z][\w-]*", code)}
    assert {option for option in named if not option.startswith("--hoidap-")} <= known
