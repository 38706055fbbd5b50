"""How is this program set up?

From the environment, `HOIDAP_DATA` and so on, which nothing else reads. What the command line gives comes first.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.validation import explain
from embeddings.model_loading import Precision
from qa.answering.answerer import THRESHOLD
from qa.errors import HoidapError

PREFIX = "HOIDAP_"


class SettingsError(HoidapError):
    """A setting has a value that cannot be used. The message names the variable or the option."""


class Settings(BaseSettings):
    """All settings. An empty variable counts as none."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data: Path = Path("data")
    """The folder of the library, its indexes and the built-in model."""
    model: str = ""
    """A folder or a hub name of a sentence-transformers model; empty for the built-in one."""
    precision: Precision = "auto"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    """0 lets the system choose a free one."""
    threshold: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = THRESHOLD
    """The confidence below which the answer is that the documents do not tell."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"


def load_settings(**given: object) -> Settings:
    """The settings, with those of `given` that are not None in place of the environment's.

    Raises:
        SettingsError: a value cannot be used.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        told = explain(error.errors(), lambda name: f"--{name}" if name in chosen else f"{PREFIX}{name.upper()}")
        raise SettingsError(told) from error
