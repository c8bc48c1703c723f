"""Loops that Python unrolled, rolled up again."""
