"""Distributions as entries: log densities, random draws, supports and transforms. Nothing here knows of models."""
