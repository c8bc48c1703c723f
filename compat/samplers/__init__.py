"""Samplers: each takes a LogDensity and returns Draws, and knows nothing of models."""
