"""Ordinary differential equations inside models."""
