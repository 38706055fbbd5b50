"""How is a form of the built-in model written?"""

from collections.abc import Callable, Mapping, Sequence

from embeddings.builtin.activation_ranges import shipped_ranges
from embeddings.builtin.bert_graph import Linear, vectors_model
from embeddings.builtin.linear_forms import Float, MostlyEightBit
from embeddings.builtin.model_forms import Form
from embeddings.builtin.q4_weights import Q4Weights

LINEAR: Mapping[Form, Callable[[Q4Weights], Linear]] = {
    "signed": lambda weights: MostlyEightBit(weights, shipped_ranges()),
    "unsigned": lambda weights: MostlyEightBit(weights, shipped_ranges(), signed=False),
    "float32": Float,
}


def graph_of(form: Form, weights: Q4Weights, kept: Sequence[int]) -> bytes:
    """The model with the vocabulary `kept`, as a serialised ONNX graph: a second."""
    return vectors_model(weights, kept, LINEAR[form](weights))
