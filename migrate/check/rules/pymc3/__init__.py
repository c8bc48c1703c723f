"""MC3xx: PyMC3."""
