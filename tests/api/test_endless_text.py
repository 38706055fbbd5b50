"""Does the server go on while it has a text that repeats itself, and after a restart?"""

import signal
import subprocess
from collections.abc import Callable

import httpx2
import pytest

Start = Callable[..., subprocess.Popen[str]]

# In seconds: a hundred times what an answer takes here. Patterns that are not linear need minutes for such a text.
PATIENCE = 60

TEXTS = {
    "separators.txt": "Sông Mã" + " -" * 50_000 + " chảy qua Thanh Hoá.",
    "silent-words.txt": "Ban quản lý " + "và " * 30_000 + "Sông Mã (BQLSM) họp ở Thanh Hoá.",
    "marks.md": "#" * 90_000 + "\n\nSông Mã chảy qua Thanh Hoá.\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_asked_about_such_a_text_and_stopped_and_starts_again(start_process: Start, name: str) -> None:
    for files in ([("files", (name, TEXTS[name].encode(), "text/plain"))], []):
        server = start_process("serve", "--port", "0", module="tests.api.hashing_program")
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        with httpx2.Client(base_url=address, timeout=PATIENCE, trust_env=False) as browser:
            if files:
                assert browser.post("/v1/documents", files=files).status_code == 201
            assert browser.post("/v1/ask", json={"question": "Sông Mã chảy qua đâu?"}).status_code == 200
            assert browser.get("/healthz").status_code == 200
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)
        assert server.returncode == 0
