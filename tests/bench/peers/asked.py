"""What is every peer given, and what is measured of it?

Runs in the peers' environment and imports nothing of the project. The exchange is one JSON file: the folder of the
model, sentences as they are cut here with their document's title in front, and questions with the numbers of the
sentences that are right.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

# How the model was trained to read questions and texts.
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "


@dataclass(frozen=True)
class Exchange:
    """The folder of the model, the sentences, and the questions, each with the numbers of its right sentences."""

    model: str
    sentences: Sequence[str]
    questions: Sequence[tuple[str, frozenset[int]]]


def measure(build: Callable[[Exchange], Callable[[str], int | None]]) -> None:
    """Prints one line of JSON. `build` indexes the sentences and returns what finds the best one of a question, by its
    number.
    """
    kept = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    questions = [(one["text"], frozenset(one["right"])) for one in kept["questions"]]
    exchange = Exchange(kept["model"], kept["sentences"], questions)
    began = time.perf_counter()
    best = build(exchange)
    built = time.perf_counter() - began
    best(questions[0][0])
    hits, milliseconds = 0, []
    for text, right in questions:
        asked = time.perf_counter()
        found = best(text)
        milliseconds.append(1_000 * (time.perf_counter() - asked))
        hits += found in right
    print(json.dumps({"built": built, "hit_at_1": hits / len(questions), "milliseconds": milliseconds}))
