"""How is a run kept in a file, to be compared with later ones?

JSON lines: a head that names the form and the setting, then one outcome a line.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.errors import EvaluationError
from qa.evaluation.files import read_bytes, write_text
from qa.evaluation.measures import Found
from qa.evaluation.outcomes import Outcome
from qa.evaluation.question_file import GoldQuestion

# Raised whenever a field changes its meaning.
VERSION = 1

_HEAD = "hoidap_evaluation"


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one run, in the order of the questions, and the setting in which they came: names and values."""

    setting: Mapping[str, str]
    outcomes: tuple[Outcome, ...]


def save_run(run: Run, path: Path) -> None:
    """Writes the run, in place of what was in the file.

    Raises:
        EvaluationError: the file cannot be written.
    """
    lines = [{_HEAD: VERSION, "setting": dict(run.setting)}, *map(asdict, run.outcomes)]
    write_text(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def load_run(path: Path) -> Run:
    """Reads what `save_run` wrote.

    Raises:
        EvaluationError: the file is missing, or a line of it is not what was written.
    """
    try:
        # Not `splitlines`: a question may hold any of the signs that Unicode ends a line with.
        lines = read_bytes(path).decode("utf-8").rstrip("\n").split("\n")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: không phải tệp do --save ghi ra.") from error
    setting = _setting(lines[0], path)
    return Run(setting, tuple(_outcome(line, path, number) for number, line in enumerate(lines[1:], start=2)))


def _setting(line: str, path: Path) -> dict[str, str]:
    try:
        head = json.loads(line)
        version, setting = head[_HEAD], {str(name): str(value) for name, value in head["setting"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path}: không phải tệp do --save ghi ra.") from error
    if version != VERSION:
        raise EvaluationError(f"{path}: do một phiên bản khác ghi ra (bản {version}); bản này đọc bản {VERSION}.")
    return setting


def _outcome(line: str, path: Path, number: int) -> Outcome:
    try:
        fields: dict[str, Any] = json.loads(line)
        gold = fields["gold"]
        spans = tuple((int(start), int(end)) for start, end in gold["spans"])
        return Outcome(
            gold=GoldQuestion(gold["question"], gold["context"], spans),
            read_as=str(fields["read_as"]),
            sentences=_found(fields["sentences"]),
            passages=_found(fields["passages"]),
            answer=str(fields["answer"]),
            source=str(fields["source"]),
            confidence=float(fields["confidence"]),
            abstained=bool(fields["abstained"]),
            right=str(fields["right"]),
            milliseconds=float(fields["milliseconds"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EvaluationError(f"{path}, dòng {number}: không phải một dòng do --save ghi ra ({error}).") from error


def _found(fields: dict[str, Any]) -> Found:
    return Found(tuple(map(int, fields["ranks"])), int(fields["total"]))
