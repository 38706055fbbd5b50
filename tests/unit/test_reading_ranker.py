"""When does the reader's word change the order, and how far?"""

import numpy as np
import pytest

from qa.passage_reading.reader_features import UNREAD, Reading
from qa.passage_reading.reading_ranker import SHARE_WEIGHT, SURE_FROM, combined, is_sure


@pytest.mark.parametrize(
    ("scores", "sure"),
    [([], False), ([3.0], False), ([0.0, SURE_FROM + 0.1], True), ([0.0, SURE_FROM - 0.1], False), ([1.0, 1.0], False)],
)
def test_it_is_sure_where_the_first_is_far_ahead(scores: list[float], *, sure: bool) -> None:
    assert is_sure(np.array(scores, np.float32)) == sure


def test_the_likelier_of_two_alike_comes_first_and_what_was_not_read_last() -> None:
    shares = np.array([-4.0, -0.5, UNREAD], np.float32)
    reading = Reading({"read_share": shares}, shares > UNREAD, {})
    total = combined(np.zeros(3, np.float32), reading)
    assert np.argsort(-total).tolist() == [1, 0, 2]
    assert total[1] - total[0] == pytest.approx(3.5 * SHARE_WEIGHT)


def test_a_far_better_score_outweighs_the_reader() -> None:
    shares = np.array([-4.0, -0.5], np.float32)
    reading = Reading({"read_share": shares}, shares > UNREAD, {})
    assert combined(np.array([6.0, 0.0], np.float32), reading).argmax() == 0
