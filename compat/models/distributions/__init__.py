"""Distributions of models: the base class, classes made of specifications, drawing."""
