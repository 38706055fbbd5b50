"""What holds of restoring accents, whatever the text?"""

import re

from hypothesis import given
from hypothesis import strategies as st

from qa.text.accents import AccentModel
from qa.text.keys import folded_keys

TEXTS = ["Thủ đô Hà Nội và hai nước Việt Nam, Lào đã ký hiệp định năm 1977.", "Ông ở đâu, bao giờ về?"]
MODEL = AccentModel.count(TEXTS)
SYLLABLES = st.sampled_from(folded_keys(" ".join([*TEXTS, "xyz Obama"])))
TYPED = st.lists(SYLLABLES, max_size=12).map(" ".join)


@given(TYPED)
def test_only_accents_change(typed: str) -> None:
    assert folded_keys(MODEL.restore(typed)) == folded_keys(typed)


@given(TYPED)
def test_what_is_restored_stays_as_it_is(typed: str) -> None:
    assert MODEL.restore(MODEL.restore(typed)) == MODEL.restore(typed)


@given(st.text(max_size=60))
def test_whatever_is_no_letter_is_kept_in_its_place(typed: str) -> None:
    assert re.sub(r"[^\W\d_]+", "", MODEL.restore(typed)) == re.sub(r"[^\W\d_]+", "", typed)
