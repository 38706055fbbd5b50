"""Where do the messages of a long-running command go?"""

import logging

from api.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """To stderr, from the level of the settings on."""
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
