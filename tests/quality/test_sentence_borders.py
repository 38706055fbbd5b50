"""Are sentences cut where people cut them?

Against two files beside the repository: borders that came with translated encyclopaedia paragraphs, and sentences of a
treebank joined into running text. In the first, 31 of the 970 borders cut a name behind its initial ("William E. |
Simon") or behind "St." and "Inc."; those that stay whole here count as missed.
"""

import json
import re
from pathlib import Path

import pytest

from qa.text.sentences import sentence_spans

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text())["sentence_borders"]

pytestmark = pytest.mark.skipif(not (DATA / "sentence_breaks").is_dir(), reason="the evaluation sets are not there")


def test_encyclopaedia_paragraphs() -> None:
    texts = {row["_id"]: row["text"] for row in _rows(DATA / "xquad_vi" / "corpus.jsonl")}
    right, found, wanted = 0, 0, 0
    for row in _rows(DATA / "xquad_vi" / "sentence_breaks.jsonl"):
        text = texts[row["doc_id"]]
        gold = {len(text[:end].rstrip()) for _, end in row["breaks"]} - {len(text.rstrip())}
        cut = {end for _, end in sentence_spans(text)} - {len(text.rstrip())}
        right, found, wanted = right + len(gold & cut), found + len(cut), wanted + len(gold)
    assert right / found >= FLOORS["xquad_vi_precision"]
    assert right / wanted >= FLOORS["xquad_vi_recall"]


def test_news_sentences_joined_into_running_text() -> None:
    lines = (DATA / "sentence_breaks" / "vtb_dev.txt").read_text().splitlines()
    text, gold = "", set()
    for sentence in map(_detokenised, filter(str.strip, lines)):
        text = f"{text} {sentence}" if text else sentence
        gold.add(len(text))
    cut = {end for _, end in sentence_spans(text)}
    assert 2 * len(gold & cut) / (len(gold) + len(cut)) >= FLOORS["vtb_dev_f1"]


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _detokenised(tokens: str) -> str:
    """The blanks before closing and behind opening marks go; of straight quotes every other one opens."""
    text = re.sub(r"\s+([.,;:!?…)\]}%”’])", r"\1", tokens.strip())
    text = re.sub(r"([(\[{“‘])\s+", r"\1", text)
    pieces = text.split('"')
    joined = pieces[0]
    for number, piece in enumerate(pieces[1:], start=1):
        opens = number % 2 == 1
        blank = " " if opens and joined.strip() and not joined.endswith("(") else ""
        joined = joined.rstrip() + blank + '"' + (piece.lstrip() if opens else piece)
    return re.sub(r"(?<=\d)\s+-\s+(?=\d)", "-", re.sub(r"\s*/\s*", "/", joined))
