"""Distributions that few programs name."""
