"""How does a command open its services, and close them?"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from api.cli.start_display import StartDisplay
from api.settings import Settings
from api.start_stages import Stages
from api.wiring import Services


@contextmanager
def services_of(settings: Settings) -> Iterator[Services]:
    """The services of a command, closed however the block ends, so that the database is left as one file. A terminal
    shows what is being loaded.
    """
    with (
        closing(StartDisplay(passing=True)) as display,
        closing(Services(settings, stages=Stages(display.show))) as services,
    ):
        yield services
