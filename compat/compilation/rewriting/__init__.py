"""What becomes of a graph before a backend gets it: our rules and the users', and the split by binding time."""
