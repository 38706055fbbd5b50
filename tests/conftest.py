"""What do many tests share?"""

from pathlib import Path

import pytest
from hypothesis import settings

from embeddings.builtin.kept_pieces import kept_pieces
from embeddings.builtin.model import WEIGHTS_SHA256, builtin_encoder, ensure_builtin_model, weights_path
from embeddings.builtin.model_folder import write_model_folder
from embeddings.builtin.q4_weights import read_q4
from embeddings.encoder import Encoder
from embeddings.reader.shipped import shipped_reader
from embeddings.sentence_encoder import SentenceTransformerEncoder

ROOT = Path(__file__).resolve().parents[1]

# A deadline is a timed assertion: it fails on a busy machine, or for the first example, which loads something.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A number that takes half a minute.
KILLS = 20


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=KILLS, help="how often a writing process is killed")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--kills"))


@pytest.fixture(scope="session")
def builtin_model() -> Path:
    """The folder of the built-in model, and beside it the reader's; kept from run to run, since their stamps show when
    they must be made again.
    """
    shipped_reader(ROOT / "build" / "reader")
    return ensure_builtin_model(ROOT / "build" / "model")


@pytest.fixture(scope="session")
def encoder(builtin_model: Path) -> Encoder:
    """The built-in model as a user gets it on this processor."""
    return builtin_encoder(builtin_model)


@pytest.fixture(scope="session")
def torch_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in model as a folder of sentence-transformers."""
    folder = tmp_path_factory.mktemp("sentence-transformers")
    write_model_folder(folder, read_q4(weights_path(), WEIGHTS_SHA256), kept_pieces())
    return folder


@pytest.fixture(scope="session")
def torch_encoder(torch_model: Path) -> SentenceTransformerEncoder:
    """The built-in model as any sentence-transformers model is loaded, in 32 bits."""
    return SentenceTransformerEncoder(torch_model, precision="float32")
