"""Indexing by slices, integers, arrays and masks: reading, writing and adding."""
