"""Random numbers: states, streams, distributions."""
