"""Is torch's library loaded before torch is imported, while other threads go on?"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings.torch_library import preload_torch_library

ROOT = Path(__file__).resolve().parents[2]

# How often another thread comes to itself while the library is being loaded; with the interpreter's lock held, never.
LOADING = """
import sys
import time
from pathlib import Path
from threading import Thread

from embeddings.torch_library import preload_torch_library

came = 0
def count():
    global came
    while True:
        time.sleep(0.001)
        came += 1

Thread(target=count, daemon=True).start()
before = came
preload_torch_library()
print(came - before)
print("torch" in sys.modules, "libtorch_cpu" in Path("/proc/self/maps").read_text())
import torch
print(int(torch.ones(3).sum()))
"""


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux lists what is loaded")
def test_it_is_loaded_without_stopping_other_threads() -> None:
    ended = subprocess.run([sys.executable, "-c", LOADING], cwd=ROOT, capture_output=True, text=True, check=True)
    came, loaded, sum_of_ones = ended.stdout.splitlines()
    assert int(came) > 5
    assert loaded == "False True"
    assert sum_of_ones == "3"


def test_without_torch_there_is_nothing_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    preload_torch_library()
