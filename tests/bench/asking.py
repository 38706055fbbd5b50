"""How quickly is a running server's answer there, for one client and for several at once?"""

import http.client
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np

from tests.bench.corpus import Question
from tests.bench.serving import Server

# In seconds. A server that still loads says so after 25, and is asked again.
_PATIENCE = 120.0
_NOT_READY = 503


@dataclass(frozen=True, slots=True)
class Latencies:
    """Milliseconds of every answer that some clients waited for, and how many came a second."""

    milliseconds: Sequence[float]
    a_second: float

    def percentile(self, share: float) -> float:
        """The time that `share` per cent of the answers took at most."""
        return float(np.percentile(self.milliseconds, share))


class Client:
    """One connection, kept alive."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection(server.host, server.port, timeout=_PATIENCE)

    def ask(self, question: str) -> dict[str, Any]:
        """The reply to one question; waits while the server loads."""
        while True:
            body = json.dumps({"question": question}).encode()
            self._connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
            response = self._connection.getresponse()
            reply: dict[str, Any] = json.loads(response.read())
            if response.status != _NOT_READY:
                assert response.status == http.client.OK, reply
                return reply

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()


def seconds_to_first_answer(server: Server, question: str) -> float:
    """From the start of the process to the first answer."""
    client = Client(server)
    client.ask(question)
    client.close()
    return time.perf_counter() - server.started


def latencies(server: Server, questions: Sequence[Question], clients: int) -> Latencies:
    """Each client asks the next question as soon as it has its answer, until all are asked."""
    numbers, lock = count(), threading.Lock()
    taken: list[float] = []
    failed: list[Exception] = []

    def work() -> None:
        client = Client(server)
        try:
            while not failed:
                with lock:
                    number = next(numbers)
                if number >= len(questions):
                    break
                began = time.perf_counter()
                client.ask(questions[number].text)
                taken.append(1_000 * (time.perf_counter() - began))
        except Exception as error:
            failed.append(error)
        finally:
            client.close()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return Latencies(taken, len(taken) / (time.perf_counter() - began))


def hit_at_1(server: Server, questions: Sequence[Question], ids: dict[str, str]) -> float:
    """The share of questions whose first sentence overlaps a right answer. `ids` are those of the documents' origins.

    A sentence that is only shown as nearest counts as well: whether to abstain is measured elsewhere.
    """
    client = Client(server)
    right = 0
    for question in questions:
        reply = client.ask(question.text)
        shown = [*reply["answers"], *reply["nearest"]][:1]
        right += any(_is_right(answer["citation"], question, ids) for answer in shown)
    client.close()
    return right / len(questions)


def _is_right(citation: dict[str, Any], question: Question, ids: dict[str, str]) -> bool:
    inside = any(citation["start"] < end and start < citation["end"] for start, end in question.spans)
    return citation["document_id"] == ids[question.origin] and inside
