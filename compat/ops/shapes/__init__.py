"""Shapes and rearrangements: reshape, join, split, tile, diagonals, new arrays."""
