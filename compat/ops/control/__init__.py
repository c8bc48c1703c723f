"""Branches, assertions, checks, and marks for gradients."""
