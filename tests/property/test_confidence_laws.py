"""Is confidence a probability that never falls with a sign?"""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answering.confidence import FUSED, TRAINED, Confidence, Signs

signs = st.builds(Signs, **{field.name: st.floats(0, 1) for field in fields(Signs)})
both = pytest.mark.parametrize("confidence", [FUSED, TRAINED])


@both
@given(given_=signs)
def test_it_is_between_nothing_and_one(confidence: Confidence, given_: Signs) -> None:
    assert 0 < confidence(given_) < 1


@both
@given(given_=signs, name=st.sampled_from([field.name for field in fields(Signs)]), value=st.floats(0, 1))
def test_it_never_falls_where_a_sign_is_stronger(
    confidence: Confidence, given_: Signs, name: str, value: float
) -> None:
    stronger = replace(given_, **{name: max(value, getattr(given_, name))})
    assert confidence(stronger) >= confidence(given_)


@pytest.mark.parametrize("name", [field.name for field in fields(Signs)])
def test_every_sign_counts(name: str) -> None:
    none = Signs(**{field.name: 0.0 for field in fields(Signs)})
    assert TRAINED(replace(none, **{name: 1.0})) > TRAINED(none)
