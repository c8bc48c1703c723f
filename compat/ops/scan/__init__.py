"""Loops: one Op whose inner graph is a step, its gradient, its layout."""
