"""How do trees learn which candidates are right, and how often they are?

LambdaMART (Burges 2010) and boosted logistic regression (Friedman 2001) as LightGBM fits them. LightGBM is a tool of
development: the trees that it makes are kept as plain arrays.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.answering.trained_confidence import RISING
from qa.learning.training_examples import TrainingExample
from qa.ranking.columns import Columns
from qa.ranking.trees import Trees

# Small trees that see a third of the features each: with 1,700 questions greater ones overfit (15 leaves:
# 0.3 points fewer on questions not seen).
PARAMETERS: Mapping[str, Any] = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 5,
    "learning_rate": 0.02,
    "num_leaves": 7,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}

# For a probability: as small, and more of the features at a time, since one row a question is little to learn from.
PROBABILITY: Mapping[str, Any] = {
    **{name: value for name, value in PARAMETERS.items() if not name.startswith("lambdarank")},
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 4,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
}


def fit(training_examples: Sequence[TrainingExample], model: str, rounds: int, seed: int) -> Trees:
    """Trees that put the right candidates of these examples first. `model` is the fingerprint of the encoder that the
    examples come from. The same examples and seed give the same trees.
    """
    import lightgbm  # noqa: PLC0415 - is there where programs are made, and need not be where they run

    right = np.concatenate([example.right for example in training_examples])
    sizes = [len(example.right) for example in training_examples]
    data = _dataset(stacked([example.columns for example in training_examples]), right, group=sizes)
    booster = lightgbm.train({**PARAMETERS, "seed": seed}, data, rounds)
    return trees_of(booster.dump_model(), model)


def fit_probability(columns: Columns, right: NDArray[np.bool_], model: str, rounds: int, seed: int) -> Trees:
    """Trees whose sum is the logarithm of the odds that a row is right, and never falls with any of `RISING`; `model`
    and `seed` as in `fit`.
    """
    import lightgbm  # noqa: PLC0415 - as above

    rising = [int(name in RISING) for name in columns]
    parameters = {**PROBABILITY, "monotone_constraints": rising, "seed": seed}
    booster = lightgbm.train(parameters, _dataset(columns, right), rounds)
    return trees_of(booster.dump_model(), model)


def stacked(parts: Sequence[Columns]) -> Columns:
    """The columns of all parts, one behind the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _dataset(columns: Columns, right: NDArray[np.bool_], group: Sequence[int] | None = None) -> Any:  # noqa: ANN401 - ships no types
    import lightgbm  # noqa: PLC0415 - as above

    rows = np.stack(list(columns.values()), axis=1)
    return lightgbm.Dataset(rows, right.astype(np.int32), group=group, feature_name=list(columns))


def trees_of(dumped: Mapping[str, Any], model: str) -> Trees:
    """The trees of LightGBM's `dump_model` as arrays."""
    nodes: list[tuple[int, float, int, int, float]] = []
    roots, depth = [], 0
    for tree in dumped["tree_info"]:
        roots.append(len(nodes))
        depth = max(depth, _lay_out(tree["tree_structure"], nodes))
    features, thresholds, lefts, rights, values = zip(*nodes, strict=True)
    return Trees(
        model,
        tuple(dumped["feature_names"]),
        depth,
        np.array(roots, np.int32),
        np.array(features, np.int16),
        np.array(thresholds, np.float64),
        np.array(lefts, np.int32),
        np.array(rights, np.int32),
        np.array(values, np.float64),
    )


def _lay_out(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int, float]]) -> int:
    """Appends a node and all below it; how many steps lead to the deepest leaf."""
    number = len(nodes)
    nodes.append((0, np.inf, number, number, float(node.get("leaf_value", 0.0))))
    if "split_index" not in node:
        return 0
    left = len(nodes)
    below = _lay_out(node["left_child"], nodes)
    right = len(nodes)
    below = max(below, _lay_out(node["right_child"], nodes))
    nodes[number] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
    return below + 1


def trees_of_folds(
    training_examples: Sequence[TrainingExample], parts: Sequence[NDArray[np.int64]], model: str, rounds: int, seed: int
) -> Iterator[tuple[NDArray[np.int64], Trees]]:
    """Each part with trees that have seen no example of it."""
    for part in parts:
        others = np.setdiff1d(np.arange(len(training_examples)), part)
        yield part, fit([training_examples[index] for index in others], model, rounds, seed)
