"""MC5xx: NumPy, SciPy, pandas, matplotlib, Python itself."""
