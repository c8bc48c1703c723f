"""Loops: what moves out of them, how their steps are computed, and what is stored for their gradients."""
