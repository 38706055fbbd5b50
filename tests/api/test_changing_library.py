"""Does everybody get true answers while another process changes the documents?"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from seeded_service import ROOT, services_at

from api.app import create_app
from qa.library.seal import text_sha256
from qa.library.store import Library
from tests.changing import PLACES

QUESTIONS = [f"{place} đón bao nhiêu khách trong ngày {day}?" for place in PLACES for day in (3, 14, 21)]


def generations(lines: list[str]) -> dict[int, dict[str, str]]:
    """What every generation held, as the one who changed it told."""
    state: dict[str, str] = {}
    held: dict[int, dict[str, str]] = {0: {}}
    for told, acknowledged in zip(map(json.loads, lines[::2]), map(json.loads, lines[1::2]), strict=True):
        state = {name: text for name, text in {**state, **told["written"]}.items() if name != told["deleted"]}
        held[acknowledged["generation"]] = state
    return held


def test_a_thousand_questions_during_five_hundred_changes(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    services = services_at(tmp_path)
    with TestClient(create_app(services)) as client:
        command = [sys.executable, "-m", "tests.changing", str(tmp_path), "7", "500"]
        with (
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as changing,
            ThreadPoolExecutor(4) as pool,
        ):
            telling = pool.submit(changing.communicate)
            replies = []
            while len(replies) < 1_000 or not telling.done():
                asked = [QUESTIONS[(len(replies) + place) % len(QUESTIONS)] for place in range(8)]
                replies += pool.map(lambda question: client.post("/v1/ask", json={"question": question}), asked)
        replies.append(client.post("/v1/ask", json={"question": QUESTIONS[0]}))
    services.close()
    assert {reply.status_code for reply in replies} == {200}
    held = generations(telling.result()[0].splitlines())
    assert len(held) == 501
    seen = set()
    for reply in replies:
        told = reply.json()
        seen.add(told["generation"])
        check(told, held[told["generation"]])
    assert len(seen) > 20, "the changes were over before anybody asked"
    assert max(seen) == 500


def check(reply: dict[str, Any], held: dict[str, str]) -> None:
    assert bool(reply["answers"]) == bool(held)
    for answer in reply["answers"]:
        cited = answer["citation"]
        text = held[cited["document_id"]]
        assert text_sha256(text) == cited["document_sha256"]
        assert text[cited["start"] : cited["end"]] == answer["text"]
