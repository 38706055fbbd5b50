"""Which documents and questions are measured on?

Those of a SQuAD file first, so that every library holds the answers to its questions, then others that fill it up.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from qa.evaluation.question_file import read_question_file
from qa.ingesting.preparing import prepare
from qa.reading import read_path
from qa.types import RawDocument

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the origin of the document that answers it and the spans of right answers in its text."""

    text: str
    origin: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, those that answer first, and questions on them."""

    name: str
    answering: tuple[RawDocument, ...]
    questions: tuple[Question, ...]
    filler: tuple[Path, ...]

    def documents(self) -> Iterator[RawDocument]:
        """All of them, each origin once."""
        seen: set[str] = set()
        for raw in chain(self.answering, chain.from_iterable(map(_read, self.filler))):
            if raw.origin not in seen:
                seen.add(raw.origin)
                yield raw

    def sentence_count(self) -> int:
        """Of all documents; cuts every one of them."""
        return sum(len(passage.sentences) for raw in self.documents() for passage in prepare(raw).passages)


def corpus_of(data: Path) -> Corpus:
    """The question set and the encyclopaedia below `data`; where they are missing, the seeds."""
    asked = data / "xquad_vi" / "asked.squad.json"
    filler = tuple(path for path in (data / "viwiki_100k" / "documents.jsonl.gz", data / "laws") if path.exists()) or (
        SEEDS / "documents",
    )
    if not asked.exists():
        return Corpus("seeds", tuple(_read(SEEDS / "documents")), _seed_questions(), filler)
    read = read_question_file(asked)
    questions = tuple(Question(one.question, one.context, one.spans) for one in read.questions if one.spans)
    return Corpus("xquad_vi", read.contexts, questions, filler)


def _seed_questions() -> tuple[Question, ...]:
    texts = {Path(raw.origin).name: raw for raw in _read(SEEDS / "documents")}
    lines = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for line in map(json.loads, lines):
        raw = texts.get(line.get("document") or "")
        start = raw.text.find(line["answer"]) if raw else -1
        if raw and start >= 0:
            found.append(Question(line["question"], raw.origin, ((start, start + len(line["answer"])),)))
    return tuple(found)


def _read(path: Path) -> Iterator[RawDocument]:
    return (raw for raw in read_path(path) if isinstance(raw, RawDocument))
