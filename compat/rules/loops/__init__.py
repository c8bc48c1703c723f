"""Loops: what is taken out of them, how their steps are computed, what is kept for their gradients."""
