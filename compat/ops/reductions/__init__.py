"""Sums, products, extremes and the like over axes, over groups of rows, and running."""
