"""Reductions over axes and over groups of rows, and cumulative sums."""
