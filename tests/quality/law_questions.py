"""Which questions on laws are asked, and which sentence of which law answers each?

`law_questions.jsonl` names the law, its article and a pattern of a few words; the text itself stays beside the
repository. A question without a law seems to belong there, and none of these laws answers it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.evaluation.question_file import GoldQuestion
from qa.ingesting.preparing import prepare
from qa.reading import read_path
from qa.types import PreparedDocument, RawDocument, Sentence

HERE = Path(__file__).resolve().parent
LAWS = HERE.parents[1].parent / "shared" / "data" / "laws"


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """A line of the file. `right` must match exactly one sentence below the heading of `article`, its white space
    made single; `law`, `article` and `right` are all empty where no law answers. `half` is `tuning` or `kept`.
    """

    question: str
    law: str
    article: str
    right: str
    half: str


def law_questions(path: Path = HERE / "law_questions.jsonl") -> list[LawQuestion]:
    """All of them, in the order of the file."""
    return [LawQuestion(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def read_laws(asked: Iterable[LawQuestion], folder: Path = LAWS) -> dict[str, RawDocument]:
    """The laws that are asked about, by the names of their files, sorted."""
    laws = {}
    for name in sorted({one.law for one in asked if one.law}):
        (read,) = read_path(folder / name)
        assert isinstance(read, RawDocument), f"{name}: {read.reason}"
        laws[name] = read
    return laws


def gold_questions(asked: Sequence[LawQuestion], laws: Mapping[str, RawDocument]) -> list[GoldQuestion]:
    """The questions with the offsets of their answers, in the same order.

    Raises:
        ValueError: the pattern of a question does not match exactly one sentence; names the question and what it is.
    """
    prepared = {name: prepare(law) for name, law in laws.items()}
    return [_gold(one, prepared[one.law]) if one.law else GoldQuestion(one.question, "", ()) for one in asked]


def _gold(asked: LawQuestion, law: PreparedDocument) -> GoldQuestion:
    found = [one for one in _sentences(law, asked.article) if re.search(asked.right, " ".join(one.text.split()))]
    if len(found) != 1:
        raise ValueError(
            f"{asked.question} {asked.law}, {asked.article}: “{asked.right}” matches {len(found)} sentences, not one"
        )
    return GoldQuestion(asked.question, law.document.origin, ((found[0].start, found[0].end),))


def _sentences(law: PreparedDocument, article: str) -> list[Sentence]:
    """Those that stand below the heading of the article."""
    heading = re.compile(rf"\s*{re.escape(article)}\b")
    text = law.document.text
    return [
        sentence
        for passage in law.passages
        if any(heading.match(text, start, end) for start, end in passage.headings)
        for sentence in passage.sentences
    ]
