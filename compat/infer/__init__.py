"""Inference: a folder for each engine. What needs a LogDensity alone knows no model."""
