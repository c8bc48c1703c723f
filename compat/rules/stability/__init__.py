"""Forms that do not overflow, cancel or lose digits where those that were written do."""
