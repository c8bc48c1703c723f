"""Typed lists and enumerations."""
