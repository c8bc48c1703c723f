"""Passing a Program to a backend: whole or in pieces, at once or at the first call."""
