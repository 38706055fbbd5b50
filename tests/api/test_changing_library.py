"""Does everybody get true answers while another process changes the documents?"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from seeded_service import ROOT, services_at

from api.http.app import create_app
from qa.library.seal import text_sha256
from qa.library.store import Library
from tests.changing import CITIES

QUESTIONS = [f"{city} đón bao nhiêu khách trong ngày {day}?" for city in CITIES for day in (3, 14, 21)]

# In every round eight questions are asked while four changes happen, so that neither side is over before the other.
ROUNDS, ASKED, CHANGED = 125, 8, 4


def one_round(changing: subprocess.Popen[str]) -> list[str]:
    """Lets the changes of a round begin, and returns what was reported of them when they are done."""
    assert changing.stdin is not None
    assert changing.stdout is not None
    changing.stdin.write("\n")
    changing.stdin.flush()
    return [changing.stdout.readline() for _ in range(2 * CHANGED)]


def generations(lines: list[str]) -> dict[int, dict[str, str]]:
    """The texts of every generation, as reported by the process that changed them."""
    state: dict[str, str] = {}
    held: dict[int, dict[str, str]] = {0: {}}
    for change, acknowledged in zip(map(json.loads, lines[::2]), map(json.loads, lines[1::2]), strict=True):
        state = {name: text for name, text in {**state, **change["written"]}.items() if name != change["deleted"]}
        held[acknowledged["generation"]] = state
    return held


def test_a_thousand_questions_during_five_hundred_changes(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    services = services_at(tmp_path)
    command = [sys.executable, "-m", "tests.changing", str(tmp_path), "7", str(ROUNDS * CHANGED), str(CHANGED)]
    lines: list[str] = []
    replies = []
    with (
        TestClient(create_app(services)) as client,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as changing,
        ThreadPoolExecutor(5) as pool,
    ):
        for start in range(ROUNDS):
            changed = pool.submit(one_round, changing)
            asked = [QUESTIONS[(start + step) % len(QUESTIONS)] for step in range(ASKED)]
            replies += pool.map(lambda question: client.post("/v1/ask", json={"question": question}), asked)
            lines += changed.result()
        replies.append(client.post("/v1/ask", json={"question": QUESTIONS[0]}))
    services.close()
    assert {reply.status_code for reply in replies} == {200}
    held = generations(lines)
    assert len(held) == 501
    seen = set()
    for reply in replies:
        answer = reply.json()
        seen.add(answer["generation"])
        check(answer, held[answer["generation"]])
    # A round is answered from what it found, what it left, or something in between: two rounds share one at most.
    assert len(seen) > ROUNDS // 2
    assert max(seen) == 500


def check(reply: dict[str, Any], held: dict[str, str]) -> None:
    assert bool(reply["answers"]) == bool(held)
    for answer in reply["answers"]:
        cited = answer["citation"]
        text = held[cited["document_id"]]
        assert text_sha256(text) == cited["document_sha256"]
        assert text[cited["start"] : cited["end"]] == answer["text"]
