"""MC5xx: Python 2."""
