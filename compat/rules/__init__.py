"""Rewriting: small pure functions with the identity they implement, in visible ordered lists."""
