"""Distributions as rows: log densities, random draws, supports and transforms. Nothing here knows of models."""
