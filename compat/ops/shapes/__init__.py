"""What changes or asks lengths and moves elements: reshape, join, split, tile, diagonals, new arrays."""
