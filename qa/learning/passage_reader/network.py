"""Which network reads, and what is it to learn?

The encoder's layers over question and passage together, and for every token two numbers: how well the answer starts and
ends there. The first token stands for "no answer here" (Devlin et al. 2019); all numbers are taken less those of that
token, so that they compare across the passages of a question (shared normalisation, Clark and Gardner 2018).
"""

from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from transformers import BertModel

from qa.learning.passage_reader.batches import Batch

# The sentence is what the service shows; the words within it count as much again.
SENTENCE_WEIGHT = 0.5

# Attention without dropout runs in one fused operator.
HIDDEN_DROPOUT, ATTENTION_DROPOUT = 0.05, 0.0

NOTHING = -1e4


class ReaderNetwork(nn.Module):
    """The encoder of a model's folder with two outputs a token. Embeddings and lowest layers stay as they are."""

    def __init__(self, folder: Path, *, layers: int, frozen: int) -> None:
        super().__init__()
        bert = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            hidden_dropout_prob=HIDDEN_DROPOUT,
            attention_probs_dropout_prob=ATTENTION_DROPOUT,
        )
        kept = evenly_taken(len(bert.encoder.layer), layers)
        bert.encoder.layer = nn.ModuleList(bert.encoder.layer[number] for number in kept)
        bert.config.num_hidden_layers = layers
        self.bert = bert
        self.head = nn.Linear(bert.config.hidden_size, 2)
        for part in (bert.embeddings, *bert.encoder.layer[:frozen]):
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(texts, tokens, 2): start and end of each token, less those of the first."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        scores = cast(Tensor, self.head(hidden)).float()
        return scores - scores[:, :1]


def evenly_taken(of: int, layers: int) -> list[int]:
    """Which of `of` layers stay when `layers` do: the last, and others at even distances below it."""
    return [-(-(number + 1) * of // layers) - 1 for number in range(layers)]


def reading_loss(scores: Tensor, batch: Batch) -> Tensor:
    """The mean over the groups of a batch: what the right start, the right end and the right sentence are short of all
    the probability, among all tokens of the group's windows and "no answer", which scores zero.
    """
    body, group = torch.from_numpy(batch.body), torch.from_numpy(batch.group)
    groups = int(batch.group.max()) + 1
    start, end = scores[..., 0], scores[..., 1]
    starts, ends, sentence = map(torch.from_numpy, (batch.starts, batch.ends, batch.sentence))
    spans = _shortfall(start, body, starts, group, groups) + _shortfall(end, body, ends, group, groups)
    of_sentence = _shortfall(start, body, sentence, group, groups) + _shortfall(end, body, sentence, group, groups)
    return (spans + SENTENCE_WEIGHT * of_sentence).mean()


def _shortfall(scores: Tensor, body: Tensor, right: Tensor, group: Tensor, groups: int) -> Tensor:
    """(groups,): minus the log of the share of the right tokens, or of none where no token is right."""
    zero = torch.zeros(groups, 1)
    everything = torch.cat([_by_group(scores, body, group, groups), zero], dim=1).logsumexp(dim=1)
    wanted = _by_group(scores, right, group, groups).squeeze(1)
    answered = torch.zeros(groups).index_add(0, group, right.any(dim=1).float()) > 0
    return everything - torch.where(answered, wanted, zero.squeeze(1))


def _by_group(scores: Tensor, counted: Tensor, group: Tensor, groups: int) -> Tensor:
    """(groups, 1): the log of the sum of the exponentials of the counted tokens of each group."""
    by_window = scores.masked_fill(~counted, NOTHING).logsumexp(dim=1)
    table = torch.full((groups, len(group)), NOTHING)
    table = table.scatter(0, group.unsqueeze(0), by_window.unsqueeze(0))
    return table.logsumexp(dim=1, keepdim=True)
