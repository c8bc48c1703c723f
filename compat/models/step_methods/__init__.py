"""Step methods."""
