"""Draws from the prior and the posterior predictive."""
