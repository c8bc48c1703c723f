"""Exported files beside our own functions: ten networks' sizes and times, and one in a browser."""
