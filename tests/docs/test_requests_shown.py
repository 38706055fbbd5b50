"""Do the requests that the pages show with curl get the answers that stand beside them?"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import blocks, page, section
from tests.running_service import SEEDS, running_service

SERVICE, KEY = "http://127.0.0.1:8000", "mot-khoa-chi-de-thu"
# Notes the status of each request beside doing what was typed. No proxy is between us and this machine.
NOTING = """set -eu
curl() {
    command curl --silent --noproxy '*' --dump-header head "$@" >> replies
    grep -o '^HTTP/[^ ]* [0-9]*' head >> statuses
}
"""

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="no curl found")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine at hand sets for its own hoidap is nothing to the tests."""
    for name in [name for name in os.environ if name.startswith("HOIDAP_")]:
        monkeypatch.delenv(name)


def statuses(script: str, folder: Path, **settings: object) -> list[int]:
    """Runs the script in the folder, against a service of its own, and says how each request ended."""
    work = folder / "work"
    work.mkdir()
    shutil.copy(SEEDS / "le-don-va-hoi-dam-sang-2-6.html", work / "bai.html")
    (work / "luat.txt").write_text("Điều 1. Thủ đô\n\nHà Nội là thủ đô của nước Việt Nam.\n", "utf-8")
    (work / "kho.jsonl").write_text('{"_id": "k1", "title": "Sông", "text": "Sông Hồng chảy qua Hà Nội."}\n', "utf-8")
    with running_service(folder / "data", **settings) as address:
        typed = NOTING + script.replace(SERVICE, address)
        subprocess.run(["bash", "-c", typed], cwd=work, check=True, capture_output=True)
    assert (work / "replies").read_text("utf-8")
    return [int(line.split()[1]) for line in (work / "statuses").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "heading", "expected"),
    [
        ("README.md", "Ask over HTTP", 200),
        ("docs/http-api.md", "Ask a question", 200),
        ("docs/http-api.md", "Send feedback", 201),
        ("docs/http-api.md", "Verify citations", 200),
    ],
)
def test_a_reader_may_send_it_without_a_key(name: str, heading: str, expected: int, tmp_path: Path) -> None:
    (block,) = blocks(section(page(name), heading), "sh")
    complete, *_ = re.split(r"\n(?=curl)", block)  # a second one has dots for the values of a reply
    assert "…" not in complete
    assert statuses(complete, tmp_path, api_key=KEY) == [expected]


def test_documents_are_changed_as_shown(tmp_path: Path) -> None:
    (block,) = blocks(section(page("docs/http-api.md"), "Change documents"), "sh")
    script = block.replace("HOIDAP_API_KEY=…", f"HOIDAP_API_KEY={KEY}").replace("$H/jobs/ID", "$H/jobs")
    added, replaced, deleted, job, read = 201, 200, 204, 202, 200
    expected = [added, replaced, added, replaced, read, deleted, job, read]
    assert statuses(script, tmp_path, api_key=KEY) == expected
