"""Starts and scales before sampling."""
