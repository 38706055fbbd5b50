"""Is everything that was acknowledged there after a kill at any moment, and nothing half done?

`scripts/test tests/contract/test_being_killed.py --kills 200` does it more often.
"""

import json
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from api.cli import main
from qa.library.store import Library
from qa.retrieval.local.live_index import LiveIndex
from tests.changing import state_of

ROOT = Path(__file__).resolve().parents[2]


def after(state: dict[str, str], change: dict[str, object]) -> dict[str, str]:
    written, deleted = change["written"], change["deleted"]
    assert isinstance(written, dict)
    return {name: text for name, text in {**state, **written}.items() if name != deleted}


def killed(folder: Path, chance: random.Random) -> list[dict[str, object]]:
    """What the program reported until it was killed, somewhere within a change."""
    command = [sys.executable, "-m", "tests.changing", str(folder), str(chance.randint(0, 10**6)), "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(2 * chance.randint(1, 8) - 1)]
    # A change takes 5 to 20 milliseconds: the kill comes before, within or behind the next transaction.
    threading.Event().wait(chance.uniform(0, 0.03))
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return [json.loads(line) for line in lines if line.endswith("\n")]


def test_a_library_survives_being_killed_again_and_again(
    tmp_path: Path, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(20_260)  # noqa: S311 - the same every time is what is wanted
    state: dict[str, str] = {}
    for _ in range(kills):
        reported = killed(tmp_path, chance)
        for line, following in zip(reported, [*reported[1:], None], strict=True):
            if "generation" not in line and following is not None:
                assert "generation" in following
                state = after(state, line)
        with pytest.raises(SystemExit) as ended:
            main(["verify", "--data", str(tmp_path)])
        assert ended.value.code == 0, capsys.readouterr()
        library = Library.open(tmp_path)
        found = state_of(library)
        in_flight = [state, after(state, reported[-1])] if "generation" not in reported[-1] else [state]
        assert found in in_flight
        state = found
        snapshot = LiveIndex(library, tmp_path / "indexes").snapshot()
        assert {snapshot.units.documents[number].id for number in snapshot.document_numbers} == set(state)
        library.close()
