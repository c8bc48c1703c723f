"""Branches, assertions, checks, marks for gradients."""
