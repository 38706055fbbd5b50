"""Does the README promise what is there?"""

import re
from pathlib import Path

import pytest
from click import Context

from api.cli import COMMANDS, main
from api.settings import PREFIX, Settings
from qa.reading import KNOWN_SUFFIXES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CODE = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def test_every_setting_is_in_the_table_with_its_default() -> None:
    table = dict(re.findall(r"^\| `(HOIDAP_\w+)` \| (.+?) \|", README, re.MULTILINE))
    assert set(table) == {PREFIX + name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = f"`{'./' if name == 'data' else ''}{field.default}`"
        shown = {"model": "built-in", **dict.fromkeys(("api_key", "reranker", "origins", "threshold"), "none")}
        assert table[PREFIX + name.upper()] == shown.get(name, default)


def test_every_command_is_shown_and_every_command_shown_is_there() -> None:
    shown = set(re.findall(r"\.venv/bin/hoidap (\w+)", "".join(CODE)))
    assert shown == set(COMMANDS) - {"serve"}  # which `make serve` starts
    for name in shown:
        assert main.get_command(Context(main), name)


def test_every_kind_of_file_is_named() -> None:
    assert all(f"`{suffix}`" in README for suffix in KNOWN_SUFFIXES if suffix != ".htm")


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_every_link_and_every_module_named_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not target.startswith("http")]
    named = re.findall(r"`((?:qa|api|embeddings|seeds|scripts|tests)/[\w./]*)`", text)
    assert [path for path in linked + named if not (ROOT / path).exists()] == []
