"""Is confidence a probability that rises with every sign?"""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from qa.answering.confidence import Confidence, Signs

signs = st.builds(Signs, **{field.name: st.floats(0, 1) for field in fields(Signs)})


@given(signs)
def test_it_is_between_nothing_and_one(given_: Signs) -> None:
    assert 0 < Confidence()(given_) < 1


@given(signs, st.sampled_from([field.name for field in fields(Signs)]), st.floats(0, 1))
def test_it_never_falls_where_a_sign_is_stronger(given_: Signs, name: str, value: float) -> None:
    stronger = replace(given_, **{name: max(value, getattr(given_, name))})
    assert Confidence()(stronger) >= Confidence()(given_)


@given(st.sampled_from([field.name for field in fields(Signs)]))
def test_every_sign_counts(name: str) -> None:
    none = Signs(**{field.name: 0.0 for field in fields(Signs)})
    assert Confidence()(replace(none, **{name: 1.0})) > Confidence()(none)
