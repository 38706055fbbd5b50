"""Is every pattern linear in the text, whatever the text?

A search of `re` holds all threads: a pattern that takes the square of a text's length stops the server for minutes on a
file of 100 KB, and again after each restart.
"""

import pytest

from tests.bounded import too_slow
from tests.patterns import compiled_patterns, methods_called, patterns_in_functions


def test_every_pattern_is_an_attribute_of_its_module() -> None:
    assert patterns_in_functions() == []


def test_patterns_are_found_wherever_they_lie() -> None:
    found = {str(one) for one in compiled_patterns()}
    assert "qa.text.abbreviation_definitions._SHORT_SECOND" in found
    assert {name.partition("[")[0] for name in found if "[" in name} >= {
        "qa.cleaning.rules.menus._SEPARATORS",
        "qa.questions.small_talk._PATTERNS",
        "qa.questions.answer_types._PATTERNS",
    }
    assert len(found) > 150
    assert methods_called()["qa.text.abbreviation_definitions", "_SHORT_SECOND"] == {"finditer"}


@pytest.mark.parametrize("cases", ["slow_cases"])
def test_what_is_slow_is_known_to_be(cases: str) -> None:
    assert too_slow(f"tests.pattern_cases:{cases}") == ["square", "exponential"]


def test_every_pattern_is_linear_in_every_endless_text() -> None:
    assert too_slow("tests.pattern_cases:cases") == []
