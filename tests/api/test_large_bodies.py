"""Do large bodies wait for each other, and are those that only cost memory refused before they are parsed?"""

import asyncio
import json
import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from test_processes import announced_address

from api.http.guards import large_bodies
from api.http.guards.large_bodies import MOST_VALUES, LargeBodies
from api.http.refusals import RefusedError
from api.schemas.verify import MOST_CITATIONS

Start = Callable[..., subprocess.Popen[str]]
PROGRAM = "tests.api.hashing_program"
JSON = {"Content-Type": "application/json"}


def verified(client: TestClient, body: bytes) -> tuple[int, str]:
    reply = client.post("/v1/verify", content=body, headers=JSON)
    return reply.status_code, reply.json().get("detail", "")


def test_millions_of_empty_values_are_refused_before_they_are_parsed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = json.loads
    monkeypatch.setattr(json, "loads", lambda text: parse(text) if len(text) < 1_000 else pytest.fail("parsed"))
    for value in (b"{},", b"[],", b"1,", b'"",'):
        status, detail = verified(client, b'{"citations":[' + value * (MOST_VALUES + 1) + b"0]}")
        assert (status, detail[:36]) == (413, "Thân yêu cầu có quá nhiều giá trị: m")
        assert "10.000 trích dẫn" in detail


def test_as_many_citations_as_are_allowed_are_verified(client: TestClient) -> None:
    asked = client.post("/v1/ask", json={"question": "Năm 2022 là năm gì?"}).json()
    whole = json.dumps({"citations": [asked["answers"][0]] * MOST_CITATIONS}, ensure_ascii=False).encode()
    assert sum(whole.count(sign) for sign in (b",", b"{", b"[")) < MOST_VALUES / 2
    reply = client.post("/v1/verify", content=whole, headers=JSON)
    assert reply.status_code == 200
    assert len(reply.json()["results"]) == MOST_CITATIONS


def test_a_body_beyond_the_setting_is_refused_by_its_name(client: TestClient) -> None:
    status, detail = verified(client, b" " * 40_000_001)
    assert (status, detail) == (
        413,
        "Thân yêu cầu quá lớn: nhiều nhất 40 MB; giới hạn này đặt bằng HOIDAP_MAX_JSON_MB.",
    )


def scope(size: int, path: str = "/v1/verify") -> Scope:
    headers = [(b"content-length", str(size).encode()), (b"content-type", b"application/json")]
    return {"type": "http", "method": "POST", "path": path, "headers": headers}


class Served:
    """An application that counts how many bytes it holds, and the replies."""

    def __init__(self) -> None:
        self.held = self.most = 0
        self.replies: list[int] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = int(dict(scope["headers"])[b"content-length"])
        self.held += size
        self.most = max(self.most, self.held)
        await receive()
        await asyncio.sleep(0)
        self.held -= size
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def note(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.replies.append(message["status"])


async def whole_body() -> Message:
    return {"type": "http.request", "body": b"[]"}


async def never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.parametrize("path", ["/v1/verify", "/v1/documents", "/v1/documents/x"])
def test_all_together_are_never_more_than_the_limit(path: str) -> None:
    served = Served()
    limited = LargeBodies(served, 40_000_000)

    async def ask_all() -> None:
        sizes = [39_000_000, 2_000_000, 20_000_000, 20_000_000, 40_000_000, 900_000]
        await asyncio.gather(*(limited(scope(size, path), whole_body, served.note) for size in sizes))

    asyncio.run(ask_all())
    assert served.replies == [200] * 6
    assert served.most <= 40_900_000


def test_who_waits_in_vain_is_told_to_come_again_and_the_room_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_bodies, "PATIENCE", 0.0)
    served = Served()
    limited = LargeBodies(served, 40_000_000)

    async def ask() -> None:
        slow = asyncio.create_task(limited(scope(40_000_000), never, served.note))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await limited(scope(2_000_000), whole_body, served.note)
        slow.cancel()
        await asyncio.wait([slow])
        await limited(scope(2_000_000), whole_body, served.note)

    asyncio.run(ask())
    assert served.replies == [429, 200]


def test_small_ones_and_files_wait_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_bodies, "PATIENCE", 0.0)
    served = Served()
    limited = LargeBodies(served, 1)
    form = scope(9_000_000, "/v1/documents")
    form["headers"][1] = (b"content-type", b"multipart/form-data; boundary=x")

    async def ask() -> None:
        for one in (scope(1_000_000), form, scope(1_000_000, "/v1/ask")):
            await limited(one, whole_body, served.note)

    asyncio.run(ask())
    assert served.replies == [200, 200, 200]


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_bodies, "DEADLINE", 0.0)
    served = Served()
    with pytest.raises(RefusedError) as refused:
        asyncio.run(LargeBodies(served, 40_000_000)(scope(2_000_000), never, served.note))
    assert refused.value.status_code == 408
    assert "quá chậm" in refused.value.detail


def test_six_at_once_leave_a_server_small_and_answering(start_process: Start) -> None:
    server = start_process("serve", "--port", "0", module=PROGRAM)
    host, port = announced_address(server).removeprefix("http://").split(":")
    before = memory(server.pid)
    statuses: list[int] = []
    body = b'{"citations":[' + b"{}," * 12_000_000 + b"{}]}"

    def send() -> None:
        connection = HTTPConnection(host, int(port), timeout=120)
        connection.putrequest("POST", "/v1/verify")
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        with suppress(OSError):  # refused before all of it was sent
            connection.send(body)
        statuses.append(connection.getresponse().status)
        connection.close()

    crowd = [threading.Thread(target=send) for _ in range(6)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert set(statuses) <= {413, 429}
    assert memory(server.pid) - before < 300_000_000
    with socket.create_connection((host, int(port))):
        assert server.poll() is None


def memory(pid: int) -> int:
    """The most that a process has had in memory, in bytes."""
    (line,) = (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
