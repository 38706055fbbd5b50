"""Is every setting documented, with its default?"""

import re

import pytest

from api.settings import PREFIX, Settings
from tests.docs.pages import MANUAL, names, page, table_rows

TABLE = {row[0].strip("`"): row[1] for row in table_rows(page("docs/settings.md")) if row[0].startswith(f"`{PREFIX}")}
# What stands there where the default says nothing: an empty string, None.
IN_WORDS = {"model": "built-in", **dict.fromkeys(("api_key", "reranker", "origins", "hosts", "threshold"), "none")}


def variable(name: str) -> str:
    return PREFIX + name.upper()


def test_the_settings_are_these() -> None:
    assert set(TABLE) == {variable(name) for name in Settings.model_fields}


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_the_default_is_this(name: str) -> None:
    default = Settings.model_fields[name].default
    assert TABLE[variable(name)] == IN_WORDS.get(name, f"`{'./' if name == 'data' else ''}{default}`")
    assert not default or name not in IN_WORDS


@pytest.mark.parametrize("name", names(MANUAL))
def test_every_variable_named_is_a_setting(name: str) -> None:
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", page(name))) <= set(TABLE)
