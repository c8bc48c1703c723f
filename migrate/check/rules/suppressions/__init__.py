"""Faults of the comments that suppress findings."""
