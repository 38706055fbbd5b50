"""How is an ONNX graph written node by node?"""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

# Of ONNX itself; the integer products are ONNX Runtime's own operators.
OPSET = 21
RUNTIME_DOMAIN = "com.microsoft"
# The oldest file format that has this operator set, so that older runtimes read it too.
FORMAT_VERSION = 10

TYPES = {
    "int64": TensorProto.INT64,
    "int32": TensorProto.INT32,
    "uint8": TensorProto.UINT8,
    "float32": TensorProto.FLOAT,
}

Shape = Sequence[int | str]  # a name stands for a length that differs from call to call


class GraphBuilder:
    """Nodes and constants in the order in which they are added; `model` makes them a model."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Adds a constant and returns its name; the same name again is the same constant."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value).reshape(value.shape), name)
        return name

    def node(self, operator: str, inputs: Sequence[str], *, domain: str = "", **attributes: float) -> str:
        """Adds a node with one output and returns the output's name. An empty input is one that is left out."""
        name = f"{operator}.{len(self._nodes)}"
        node = helper.make_node(operator, inputs, [name], name=name, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self._nodes.append(node)
        return name

    def model(self, inputs: Mapping[str, tuple[str, Shape]], outputs: Mapping[str, str]) -> bytes:
        """The serialised model. `inputs` name type and shape; `outputs` name what the nodes call them."""
        renamed = [helper.make_node("Identity", [inner], [outer], name=outer) for outer, inner in outputs.items()]
        graph = helper.make_graph(
            self._nodes + renamed,
            "hoidap",
            [helper.make_tensor_value_info(name, TYPES[kind], shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME_DOMAIN, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=FORMAT_VERSION, producer_name="hoidap")
        return bytes(model.SerializeToString(deterministic=True))
