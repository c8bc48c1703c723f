"""Side by side with the peers, in one run: ratios, never single figures. `python -m bench` prints the table."""
