"""Step methods that few programs name."""
