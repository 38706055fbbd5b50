"""Which service do these tests talk to? The real one, with a stand-in for the model."""

from pathlib import Path

from fakes import HashingEncoder

from api.settings import Settings
from api.wiring import Services

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds" / "documents"


def services_at(data: Path, threshold: float = 0.0) -> Services:
    """The parts over this data folder. No confidence is below a threshold of 0, or reaches one of 1."""
    return Services(Settings(data=data, threshold=threshold), load_encoder=HashingEncoder)
