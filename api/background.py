"""When does the server work on jobs? From the moment it can answer, until it is told to stop."""

from threading import Lock

from api.wiring import Services


class JobWorker:
    """The job runner's way through one life of a server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._changing = Lock()
        self._is_over = False
        self._is_begun = False

    def begin(self) -> None:
        """Starts the runner; the encoder has to be there."""
        with self._changing:
            if self._is_over:
                return
            self._is_begun = True
            self._services.job_runner.start()

    def wake(self) -> None:
        """Tells that a job was accepted; one that comes before the runner has begun is found when it begins."""
        if self._is_begun:
            self._services.job_runner.wake()

    def end(self) -> None:
        """Stops the runner and waits for that."""
        with self._changing:
            self._is_over = True
        if self._is_begun:
            self._services.job_runner.stop()
