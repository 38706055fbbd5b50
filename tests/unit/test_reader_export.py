"""Does the exported reader say what the trained network says?"""

import unicodedata
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from embeddings.builtin.bert_graph import scores_model
from embeddings.builtin.kept_pieces import kept_pieces
from embeddings.builtin.linear_forms import EightBit, Float
from embeddings.builtin.model import WEIGHTS_SHA256, weights_path
from embeddings.builtin.q4_weights import Q4Weights, read_q4
from embeddings.reader.onnx_reader import OnnxPassageReader
from embeddings.reader.passage_reader import PassageText
from embeddings.reader.weights import ReaderWeights
from qa.learning.passage_reader.export import export
from qa.learning.passage_reader.network import ReaderNetwork

FROZEN = 4
QUESTION = "Cầu treo dài bao nhiêu mét?"
PASSAGES = (
    PassageText("Cầu treo", ("Cầu treo bắc qua suối Lạnh.", "Cầu dài 64 mét.", "Mỗi lượt chỉ bốn người được qua.")),
    PassageText("", ("Chợ phiên họp ngày chủ nhật.",)),
)


@pytest.fixture(scope="module")
def network(torch_model: Path) -> ReaderNetwork:
    torch.manual_seed(1)
    made = ReaderNetwork(torch_model, layers=12, frozen=FROZEN).eval()
    with torch.no_grad():
        for name, weight in made.bert.named_parameters():  # as training moves them
            if name.endswith("output.dense.weight") and weight.requires_grad:
                weight.add_(0.01 * torch.randn_like(weight))
    return made


@pytest.fixture(scope="module")
def encoder() -> Q4Weights:
    return read_q4(weights_path(), WEIGHTS_SHA256)


@pytest.fixture(scope="module")
def tokenizer(builtin_model: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(builtin_model / "tokenizer.json"))
    tokenizer.no_truncation()
    return tokenizer


@pytest.fixture(scope="module")
def weights(
    tmp_path_factory: pytest.TempPathFactory, network: ReaderNetwork, encoder: Q4Weights, tokenizer: Tokenizer
) -> ReaderWeights:
    path = tmp_path_factory.mktemp("reader") / "reader.npz"
    texts = [tokenizer.encode(f"{QUESTION} {' '.join(one.sentences)}").ids for one in PASSAGES]
    export(path, network.state_dict(), frozen=FROZEN, encoder=encoder, kept=kept_pieces(), texts=texts)
    with np.load(path) as stored:
        return ReaderWeights(encoder, {name: stored[name] for name in stored.files})


def expected(network: ReaderNetwork, tokenizer: Tokenizer, passage: PassageText) -> np.ndarray:
    """What torch says of the passage's tokens, in 32 bits."""
    parts = ["query:", QUESTION, "passage:", *([passage.title, "."] if passage.title else []), *passage.sentences]
    ids = [tokenizer.encode(part, add_special_tokens=False).ids for part in parts]
    joined = [0, *ids[0], *ids[1], 2, 2, *chain.from_iterable(ids[2:]), 2]
    body = sum(len(one) for one in ids[-len(passage.sentences) :])
    with torch.inference_mode():
        scores = network(torch.tensor([joined]), torch.ones(1, len(joined), dtype=torch.bool))[0].numpy()
    return np.asarray(scores[-1 - body : -1])


def read(weights: ReaderWeights, tokenizer: Tokenizer, *, exact: bool) -> list[np.ndarray]:
    linear = Float(weights) if exact else EightBit(weights, weights.ranges)
    reader = OnnxPassageReader(tokenizer, scores_model(weights, kept_pieces(), linear), threads=1)
    found = reader.read(QUESTION, PASSAGES)
    assert [len(passage) for passage in found] == [len(passage.sentences) for passage in PASSAGES]
    return [np.concatenate([sentence.scores for sentence in passage]) for passage in found]


@pytest.mark.parametrize(("exact", "near"), [(True, 0.02), (False, 0.1)])
def test_graph_says_what_the_network_says(
    network: ReaderNetwork, weights: ReaderWeights, tokenizer: Tokenizer, *, exact: bool, near: float
) -> None:
    for passage, scores in zip(PASSAGES, read(weights, tokenizer, exact=exact), strict=True):
        wanted = expected(network, tokenizer, passage)
        assert scores.shape == wanted.shape
        assert np.abs(scores - wanted).max() <= near * max(1.0, np.abs(wanted).max())


def test_offsets_are_those_of_each_sentence(weights: ReaderWeights, tokenizer: Tokenizer) -> None:
    reader = OnnxPassageReader(tokenizer, scores_model(weights, kept_pieces(), Float(weights)), threads=1)
    for passage, found in zip(PASSAGES, reader.read(QUESTION, PASSAGES), strict=True):
        for sentence, said in zip(passage.sentences, found, strict=True):
            assert len(said.starts) == len(said.ends) == len(said.scores)
            assert said.ends[-1] == len(sentence)
            assert all(0 <= start <= end for start, end in zip(said.starts, said.ends, strict=True))


def test_decomposed_letters_are_read_alike_and_their_offsets_keep_their_marks(
    weights: ReaderWeights, tokenizer: Tokenizer
) -> None:
    reader = OnnxPassageReader(tokenizer, scores_model(weights, kept_pieces(), Float(weights)), threads=1)
    composed, decomposed = (
        PassageText("", tuple(unicodedata.normalize(form, text) for text in PASSAGES[0].sentences))
        for form in ("NFC", "NFD")
    )
    for ours, theirs in zip(*reader.read(QUESTION, [composed, decomposed]), strict=True):
        assert np.allclose(ours.scores, theirs.scores, atol=1e-4)
    (first, *_), (decomposed_first, *_) = reader.read(QUESTION, [composed, decomposed])
    for start, end, other_start, other_end in zip(
        first.starts, first.ends, decomposed_first.starts, decomposed_first.ends, strict=True
    ):
        words = decomposed.sentences[0][other_start:other_end]
        assert unicodedata.normalize("NFC", words) == composed.sentences[0][start:end]
