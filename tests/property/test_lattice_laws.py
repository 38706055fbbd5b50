"""Are all neighbouring forms combined, in order, however many each column has?"""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.language_model.lattice import Lattice

SIZES = st.lists(st.integers(1, 4), min_size=2, max_size=6)


def columns(sizes: list[int]) -> list[list[int]]:
    """The forms of each column, numbered through."""
    first = 0
    numbered = []
    for size in sizes:
        numbered.append(list(range(first, first + size)))
        first += size
    return numbered


@given(SIZES)
def test_pairs_are_all_pairs_of_neighbours(sizes: list[int]) -> None:
    lattice = Lattice.of(sizes)
    wanted = [pair for one, other in pairwise(columns(sizes)) for pair in product(one, other)]
    assert list(zip(lattice.lefts.tolist(), lattice.rights.tolist(), strict=True)) == wanted
    assert lattice.pair_borders.tolist()[-1] == len(wanted)


@given(SIZES)
def test_triples_are_all_triples_of_neighbours(sizes: list[int]) -> None:
    lattice, forms = Lattice.of(sizes), columns(sizes)
    wanted = [triple for three in zip(forms, forms[1:], forms[2:], strict=False) for triple in product(*three)]
    first, second = lattice.lefts[lattice.openings], lattice.rights[lattice.openings]
    assert lattice.lefts[lattice.endings].tolist() == second.tolist()
    found = zip(first.tolist(), second.tolist(), lattice.rights[lattice.endings].tolist(), strict=True)
    assert list(found) == wanted
    assert lattice.triple_borders.tolist()[-1] == len(wanted)


@given(SIZES, st.data())
def test_the_pairs_of_some_forms_are_those_of_the_whole(sizes: list[int], data: st.DataObject) -> None:
    whole = Lattice.of(sizes)
    chosen = [data.draw(st.sets(st.sampled_from(column), min_size=1)) for column in columns(sizes)]
    forms = sorted(form for column in chosen for form in column)
    fewer, kept = whole.only(np.array(forms))
    assert [forms[form] for form in fewer.lefts] == whole.lefts[kept].tolist()
    assert [forms[form] for form in fewer.rights] == whole.rights[kept].tolist()
