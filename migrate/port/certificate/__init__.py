"""Certificates of ports: is the model of a new script, under a real PyMC 5 or 6, that of the old one under the shim."""
