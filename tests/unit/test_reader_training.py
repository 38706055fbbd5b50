"""Does training that stops and goes on end where it would have ended?"""

import random
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from qa.learning.passage_reader.batches import Source
from qa.learning.passage_reader.examples import ExampleMaker
from qa.learning.passage_reader.network import ReaderNetwork
from qa.learning.passage_reader.squad_files import Paragraph, QuestionSet, ReaderQuestion
from qa.learning.passage_reader.training import Progress, Schedule, Training

POOLS = 3


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory, builtin_model: Path) -> Path:
    """A model with the built-in one's tokenizer and next to no layers."""
    folder = tmp_path_factory.mktemp("tiny")
    tokenizer = Tokenizer.from_file(str(builtin_model / "tokenizer.json"))
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture
def sources(builtin_model: Path) -> list[Source]:
    tokenizer = Tokenizer.from_file(str(builtin_model / "tokenizer.json"))
    tokenizer.no_truncation()
    chance = random.Random(1)  # noqa: S311 - nothing secret
    paragraphs, questions = [], []
    for number in range(30):
        year = str(chance.randint(1900, 1999))
        paragraphs.append(Paragraph("", f"Chợ mở năm {year}. Ai cũng vui.", ((0, 16), (17, 29))))
        questions.append(ReaderQuestion("Chợ mở năm nào?", number, 0, (11, 15), "vi"))
    return [Source(ExampleMaker(tokenizer, QuestionSet("", tuple(paragraphs), tuple(questions))), 1.0)]


def train(folder: Path, checkpoint: Path, sources: list[Source], pools: int) -> tuple[Training, list[Progress]]:
    torch.manual_seed(1)
    training = Training(ReaderNetwork(folder, layers=2, frozen=1), checkpoint, seed=1)
    seen: list[Progress] = []
    schedule = Schedule(POOLS, 1)
    training.run(
        Schedule(pools, schedule.decay) if pools == POOLS else Schedule(pools, 0), lambda _: sources, seen.append
    )
    return training, seen


def test_stopped_and_resumed_equals_uninterrupted(tmp_path: Path, tiny: Path, sources: list[Source]) -> None:
    whole, seen = train(tiny, tmp_path / "whole.pt", sources, POOLS)
    train(tiny, tmp_path / "parts.pt", sources, POOLS - 1)
    resumed, rest = train(tiny, tmp_path / "parts.pt", sources, POOLS)
    assert [one.pool for one in rest] == [POOLS]
    assert rest[0].loss == seen[-1].loss
    states = whole.network.state_dict(), resumed.network.state_dict()
    assert all(torch.equal(states[0][name], states[1][name]) for name in states[0])


def test_frozen_layers_stay(tmp_path: Path, tiny: Path, sources: list[Source]) -> None:
    before = ReaderNetwork(tiny, layers=2, frozen=1).state_dict()
    trained, _ = train(tiny, tmp_path / "a.pt", sources, POOLS)
    after = trained.network.state_dict()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert all(name.startswith(("bert.encoder.layer.1.", "head.")) for name in changed)
    assert {"head.weight", "bert.encoder.layer.1.output.dense.weight"} <= changed


def test_rate_rises_stays_and_falls() -> None:
    schedule = Schedule(pools=200, decay=50)
    assert schedule.factor(0) < schedule.factor(10) < schedule.factor(30) == schedule.factor(149) == 1
    assert 1 > schedule.factor(175) > schedule.factor(199) > 0
    assert [schedule.is_decaying(pool) for pool in (149, 150)] == [False, True]
