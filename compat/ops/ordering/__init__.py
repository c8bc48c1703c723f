"""Sorting, searching, largest elements, unique values, permutations."""
