"""What does a command work with, and how is it left?"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from api.cli.start_display import StartDisplay
from api.settings import Settings
from api.start_stages import Stages
from api.wiring import Services


@contextmanager
def services_of(settings: Settings) -> Iterator[Services]:
    """The parts of a command, closed at the end of the block however it ends, so that the database is left as one
    file. A terminal shows what they are loading.
    """
    with (
        closing(StartDisplay(passing=True)) as display,
        closing(Services(settings, stages=Stages(display.show))) as services,
    ):
        yield services
