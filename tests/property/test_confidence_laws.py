"""Is a confidence a probability that never falls where a sign is stronger?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.confidence import FUSION_CONFIDENCE, margins
from qa.answering.trained_confidence import RISING, shipped_confidence
from qa.passage_reading.reading_confidence import shipped_reading_confidence
from qa.ranking.columns import Columns

# Without the reader and with it.
CONFIDENCES = (shipped_confidence(), shipped_reading_confidence().read)

share = st.floats(0, 1, width=32)


@given(cosine=share, covered=share)
def test_of_fusion_it_is_between_nothing_and_one(cosine: float, covered: float) -> None:
    assert 0 < FUSION_CONFIDENCE.of(cosine, covered) < 1


@given(cosine=share, covered=share, more=share)
def test_of_fusion_it_never_falls_where_a_sign_is_stronger(cosine: float, covered: float, more: float) -> None:
    assert FUSION_CONFIDENCE.of(max(cosine, more), covered) >= FUSION_CONFIDENCE.of(cosine, covered)
    assert FUSION_CONFIDENCE.of(cosine, max(covered, more)) >= FUSION_CONFIDENCE.of(cosine, covered)


@st.composite
def _rows(draw: st.DrawFn) -> Columns:
    """Signs of three answers, whatever they may be."""
    names = sorted(
        {name for one in CONFIDENCES for trees in (one.subject, one.answer) for name in trees.names} | RISING
    )
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    return {name: random.normal(0, 3, 3).astype(np.float32) for name in names}


@given(rows=_rows())
def test_of_the_trees_it_is_a_probability(rows: Columns) -> None:
    for confidence in CONFIDENCES:
        confidences = confidence.of(rows)
        assert ((confidences >= 0) & (confidences <= 1)).all()


@given(rows=_rows(), more=st.floats(0, 10, width=32), name=st.sampled_from(sorted(RISING)))
def test_of_the_trees_it_never_falls_where_a_sign_is_stronger(rows: Columns, more: float, name: str) -> None:
    stronger = {**rows, name: rows[name] + np.float32(more)}
    for confidence in CONFIDENCES:
        assert (confidence.of(stronger) >= confidence.of(rows) - 1e-6).all()


@given(scores=st.lists(st.floats(-10, 10), max_size=6))
def test_only_the_first_is_ahead_of_all_others(scores: list[float]) -> None:
    ahead = margins(sorted(scores, reverse=True))
    assert len(ahead) == len(scores)
    assert all(one <= 0 for one in ahead[1:])
    assert not ahead or ahead[0] >= 0
