"""What does the server do beside answering? From the moment it can answer, until it is told to stop."""

from threading import Lock

from api.wiring import Services


class BackgroundWork:
    """Works on jobs and keeps the database's log short, through one life of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._changing = Lock()
        self._is_over = False
        self._is_begun = False

    def begin(self) -> None:
        """Starts both; the encoder has to be there."""
        with self._changing:
            if self._is_over:
                return
            self._is_begun = True
            self._services.job_runner.start()
            self._services.checkpointer.start()

    def wake(self) -> None:
        """Says that a job was accepted; one that comes before the beginning is found when it begins."""
        if self._is_begun:
            self._services.job_runner.wake()

    def end(self) -> None:
        """Stops both and waits for that."""
        with self._changing:
            self._is_over = True
        if self._is_begun:
            self._services.checkpointer.stop()
            self._services.job_runner.stop()
