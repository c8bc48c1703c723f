"""Samplers: each takes a LogDensity and returns Draws; none knows of models."""
