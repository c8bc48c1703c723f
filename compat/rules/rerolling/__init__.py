"""Loops that were unrolled in Python, which become loops again."""
