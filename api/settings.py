"""Which settings does the program have?

They come from the environment, `HOIDAP_DATA` and so on, which nothing else reads. The command line takes precedence.
"""

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.messages.validation import explain
from api.origins import parse_hosts, parse_origins
from embeddings.model_loading import Precision
from qa.answering.precision_curve import TARGET_PRECISION
from qa.errors import HoidapError
from qa.passage_reading.reading_ranker import ReaderMode
from qa.reading import ReadingLimits

PREFIX = "HOIDAP_"

# As many bytes as a few thousand saved pages or a hundred laws as PDF; what is sent lies on disk while it is read.
LARGEST_UPLOAD = 200_000_000

# Ten thousand answers with their whole citations are about 30 MB.
LARGEST_JSON_MB = 40

# In characters: random letters and digits of this length are beyond guessing.
SHORTEST_KEY = 16

_MB = 1_000_000
_USUAL = ReadingLimits()


def _unbroken(value: object) -> object:
    """A variable is bytes: what of them is no UTF-8 comes as halves of surrogate pairs, which nothing can print."""
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise PydanticKnownError("string_unicode")
    return value


def _long_enough(key: SecretStr | None) -> SecretStr | None:
    if key is not None and len(key.get_secret_value().strip()) < SHORTEST_KEY:
        raise PydanticCustomError("hoidap", "phải có ít nhất {least} ký tự", {"least": SHORTEST_KEY})
    return key


def _folder(path: Path) -> Path:
    with suppress(OSError):  # what cannot be looked at is refused by who opens it
        if path.exists() and not path.is_dir():
            raise PydanticCustomError("hoidap", "phải là một thư mục, không phải một tệp")
    return path


Text = Annotated[str, BeforeValidator(_unbroken)]
Positive = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class SettingsError(HoidapError):
    """A setting has a value that cannot be used. The message names the variable or the option."""


class Settings(BaseSettings):
    """All settings. An empty variable counts as none."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data: Annotated[Path, AfterValidator(_folder)] = Path("data")
    """The folder of the library, its indexes and the built-in model."""
    model: Text = ""
    """A folder or a hub name of a sentence-transformers model; empty for the built-in one."""
    reranker: Text = ""
    """A folder or a hub name of a sentence-transformers CrossEncoder that orders what was found; empty for none."""
    reader: ReaderMode = "auto"
    """Whether the best passages are read by the shipped reader: `auto` only where the ranking is unsure."""
    highlight: bool = True
    """Whether replies mark the words that answer, where the reader is sure of them."""
    precision: Precision = "auto"
    host: Text = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    """0 lets the system choose a free one."""
    target_precision: Share = TARGET_PRECISION
    """The share of first answers shown that should be right; it sets the threshold."""
    threshold: Share | None = None
    """The confidence below which it abstains; None for the one that reaches `target_precision`."""
    sentences: Annotated[int, Field(ge=1, le=2)] = 1  # no Literal[1, 2]: the environment's "2" is a string and neither
    """How many sentences the first answer may have: 2 where it nearly ties with one beside it."""
    api_key: Annotated[SecretStr | None, BeforeValidator(_unbroken), AfterValidator(_long_enough)] = None
    """The key that a request must send to change the library; without one only this machine may."""
    origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(parse_origins), BeforeValidator(_unbroken)] = ()
    """Whose pages may ask and show sources besides our own, in the environment with commas between; `*` for all."""
    hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(parse_hosts), BeforeValidator(_unbroken)] = ()
    """Under which names of hosts it answers besides this machine's and `host`, with commas between; `*` for all."""
    max_upload: Positive = LARGEST_UPLOAD
    """The largest request that brings documents, in bytes."""
    max_json_mb: Positive = LARGEST_JSON_MB
    """The largest body of citations, and of all large JSON bodies together, in millions of bytes."""
    max_file_mb: Positive = _USUAL.max_bytes // _MB
    """The largest file, in millions of bytes."""
    max_characters: Positive = _USUAL.max_characters
    """Of the text of one document."""
    max_line: Positive = _USUAL.max_line
    """In characters."""
    max_pages: Positive = _USUAL.max_pages
    """Of a PDF."""
    max_unpacked_mb: Positive = _USUAL.max_unpacked_bytes // _MB
    """What a DOCX may unpack to, in millions of bytes."""
    max_read_mb: Positive = _USUAL.max_read_bytes // _MB
    """Of memory that reading one file may take, in millions of bytes."""
    max_read_seconds: Positive = _USUAL.max_read_seconds
    """Of a processor's time that reading one file may take, and two more for each million bytes of it."""
    captions: bool = False
    """Whether captions of pictures are searched and quoted; what is kept already follows with `hoidap reindex`."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    @property
    def reading_limits(self) -> ReadingLimits:
        """Beyond what a document is refused."""
        return ReadingLimits(
            max_bytes=self.max_file_mb * _MB,
            max_characters=self.max_characters,
            max_line=self.max_line,
            max_pages=self.max_pages,
            max_unpacked_bytes=self.max_unpacked_mb * _MB,
            max_read_bytes=self.max_read_mb * _MB,
            max_read_seconds=self.max_read_seconds,
        )


def load_settings(**given: object) -> Settings:
    """The settings, with those of `given` that are not None in place of the environment's.

    Raises:
        SettingsError: a value cannot be used.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        message = explain(error.errors(), lambda name: f"--{name}" if name in chosen else f"{PREFIX}{name.upper()}")
        raise SettingsError(message) from error
