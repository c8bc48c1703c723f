"""Numerically stable forms: they do not overflow, cancel or lose digits where the written form does."""
