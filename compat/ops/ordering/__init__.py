"""Sorting, searching, the largest k, distinct values, permutations."""
