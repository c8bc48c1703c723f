"""Compiled graphs as files that run without us, in ONNX and StableHLO, each with a certificate: `export.export`."""
