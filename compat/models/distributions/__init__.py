"""Distributions of models: the base class, classes made from entries, drawing."""
