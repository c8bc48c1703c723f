"""Certificates of ports: whether a new script, under a real PyMC 5 or 6, builds the old one's model."""
