"""What is known of Vietnamese before any document is read?

Counts of syllables, pairs and triples in Vietnamese Wikipedia (CC BY-SA), made by `scripts/count_syllables`. Pairs and
triples seen once are left out.
"""

import io
import lzma
from functools import cache
from pathlib import Path

import numpy as np

from qa.language_model.syllable_counts import SHIFT, SyllableCounts, ids_in

PATH = Path(__file__).with_name("syllables.npz.xz")


@cache
def background() -> SyllableCounts:
    """The counts that come with the program. Takes about half a second the first time."""
    with np.load(io.BytesIO(lzma.decompress(PATH.read_bytes()))) as kept:
        pairs = np.cumsum(kept["pairs"], dtype=np.int64)
        return SyllableCounts(
            tuple(str(kept["syllables"]).split("\n")),
            kept["counts"].astype(np.int64),
            pairs,
            kept["pair_counts"].astype(np.int64),
            (pairs[np.cumsum(kept["triple_pairs"], dtype=np.int64)] << SHIFT) + kept["triple_lasts"],
            kept["triple_counts"].astype(np.int64),
        )


def write_background(counts: SyllableCounts, path: Path) -> None:
    """Writes counts as `background` reads them; every pair that begins a triple must be among the pairs."""
    columns = io.BytesIO()
    triple_pairs = np.searchsorted(counts.pairs, counts.triples >> SHIFT)
    np.savez(
        columns,
        syllables=np.array("\n".join(counts.syllables)),
        counts=counts.counts.astype(np.uint32),
        pairs=np.diff(counts.pairs, prepend=0),
        pair_counts=counts.pair_counts.astype(np.uint32),
        triple_pairs=np.diff(triple_pairs, prepend=0).astype(np.uint32),
        triple_lasts=ids_in(counts.triples, 3)[-1].astype(np.uint32),
        triple_counts=counts.triple_counts.astype(np.uint32),
    )
    path.write_bytes(lzma.compress(columns.getvalue(), preset=9))
