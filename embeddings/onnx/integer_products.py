"""Are products of an unsigned and a signed byte exact on this processor?

Processors with instructions for 8-bit integers (VNNI, AMX, those of ARM) add them up in 32 bits. On others the runtime
adds pairs of them in 16 bits, which overflow. Products of two unsigned bytes are exact everywhere, and slower.
"""

import numpy as np

from embeddings.onnx.graph import RUNTIME_DOMAIN, GraphBuilder
from embeddings.onnx.runner import open_session

# As many as the model's vectors are wide, and rows of one text and of several: the runtime has other code for few.
_WIDTH = 384
_ROWS = (1, 7, 64)
_GREATEST = (255, 127)


def signed_products_are_exact() -> bool:
    """Tries it with the greatest bytes, in some milliseconds.

    Raises:
        ModelError: the runtime is not installed.
    """
    session = open_session(_product(), threads=1)
    expected = _WIDTH * _GREATEST[0] * _GREATEST[1]
    inputs = [np.full((rows, _WIDTH), _GREATEST[0], np.uint8) for rows in _ROWS]
    return all(np.all(session.run(None, {"x": x})[0] == expected) for x in inputs)


def _product() -> bytes:
    graph = GraphBuilder()
    matrix = graph.constant("matrix", np.full((_WIDTH, _WIDTH), _GREATEST[1], np.int8))
    one = graph.constant("one", np.array(1, np.float32))
    product = graph.node("MatMulIntegerToFloat", ["x", matrix, one, one], domain=RUNTIME_DOMAIN)
    return graph.model({"x": ("uint8", ("rows", _WIDTH))}, {"product": product})
