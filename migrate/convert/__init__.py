"""`migrate convert`: a saved posterior in a format that others read."""
