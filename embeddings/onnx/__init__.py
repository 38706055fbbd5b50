"""ONNX graphs of any model: written node by node, and run."""
