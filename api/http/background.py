"""What does the server do besides answering? From when it is ready until it stops."""

from threading import Lock

from api.wiring import Services


class BackgroundWork:
    """Runs the jobs and the checkpoints of one server process."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._changing = Lock()
        self._is_over = False
        self._is_begun = False

    def begin(self) -> None:
        """Starts both; the encoder must be loaded."""
        with self._changing:
            if self._is_over:
                return
            self._is_begun = True
            self._services.job_runner.start()
            self._services.checkpointer.start()

    def wake(self) -> None:
        """Announces that a job was accepted; one accepted earlier is found when the work begins."""
        if self._is_begun:
            self._services.job_runner.wake()

    def end(self) -> None:
        """Stops both and waits for that."""
        with self._changing:
            self._is_over = True
        if self._is_begun:
            self._services.checkpointer.stop()
            self._services.job_runner.stop()
