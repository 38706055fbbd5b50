"""How is the reader trained, stopped and gone on with?

AdamW with a rate that rises, stays and falls to nothing over the last part ("warmup, stable, decay", Hägele et al.
2024), so that training may be lengthened without beginning anew. A checkpoint holds all that the next pool of batches
needs.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from qa.learning.passage_reader.batches import Batch, Source, pool_of_batches
from qa.learning.passage_reader.network import ReaderNetwork, reading_loss

BODY_RATE, HEAD_RATE = 1.2e-4, 1e-3
WEIGHT_DECAY = 0.01
MOST_GRADIENT = 1.0
WARMUP_POOLS = 20
SAVE_EVERY = 600  # seconds


@dataclass(frozen=True)
class Schedule:
    """How many pools are read, of which the last `decay` with a falling rate."""

    pools: int
    decay: int

    def factor(self, pool: float) -> float:
        """What the rates are multiplied with at a pool, in [0, 1]."""
        rising = min(1.0, (pool + 1) / WARMUP_POOLS)
        falling = min(1.0, (self.pools - pool) / self.decay) if self.decay else 1.0
        return rising * max(falling, 0.0)

    def is_decaying(self, pool: int) -> bool:
        """Whether the rate falls in this pool."""
        return pool >= self.pools - self.decay


@dataclass(frozen=True)
class Progress:
    """After a pool: its number, the mean loss of its batches, questions and windows a second."""

    pool: int
    loss: float
    windows_per_second: float


class Training:
    """A network being trained, with a checkpoint in a file."""

    def __init__(self, network: ReaderNetwork, checkpoint: Path, *, seed: int) -> None:
        self.network = network
        self.pool = 0
        self._checkpoint, self._seed = checkpoint, seed
        head = list(network.head.parameters())
        body = [one for one in network.bert.parameters() if one.requires_grad]
        self._optimizer = torch.optim.AdamW(
            [{"params": body, "lr": BODY_RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=WEIGHT_DECAY
        )
        self._rates = [BODY_RATE, HEAD_RATE]
        if checkpoint.exists():
            self._load()

    def run(
        self,
        schedule: Schedule,
        sources: Callable[[int], Sequence[Source]],
        after_pool: Callable[[Progress], None],
    ) -> None:
        """Reads the pools that are left, each of the `sources` that its number gives."""
        saved = time.monotonic()
        while self.pool < schedule.pools:
            batches = pool_of_batches(sources(self.pool), seed=self._seed, number=self.pool)
            torch.manual_seed(self._seed + self.pool)  # dropout
            self.network.train()
            begun, total = time.monotonic(), 0.0
            for number, batch in enumerate(batches):
                self._set_rates(schedule.factor(self.pool + number / len(batches)))
                total += self._step(batch)
            self.pool += 1
            windows = sum(len(batch.ids) for batch in batches)
            if time.monotonic() - saved > SAVE_EVERY or self.pool == schedule.pools:
                self.save()
                saved = time.monotonic()
            after_pool(Progress(self.pool, total / len(batches), windows / (time.monotonic() - begun)))

    def save(self) -> None:
        """Whole or not at all."""
        fresh = self._checkpoint.with_suffix(".new")
        state = {"pool": self.pool, "network": self.network.state_dict(), "optimizer": self._optimizer.state_dict()}
        torch.save(state, fresh)
        fresh.replace(self._checkpoint)

    def _load(self) -> None:
        state = torch.load(self._checkpoint, weights_only=True)
        self.pool = state["pool"]
        self.network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])

    def _step(self, batch: Batch) -> float:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask))
        loss: Tensor = reading_loss(scores, batch)
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), MOST_GRADIENT)
        self._optimizer.step()
        return float(loss.detach())

    def _set_rates(self, factor: float) -> None:
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor
