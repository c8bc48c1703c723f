"""Rewriting: small pure functions, each with the identity that it implements, in ordered lists."""
