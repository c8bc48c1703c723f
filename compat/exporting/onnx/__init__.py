"""Writes a Program as an ONNX model: `writer.written`. Needs the package `onnx`."""
