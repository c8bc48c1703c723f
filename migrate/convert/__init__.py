"""`migrate convert`: write a saved posterior in a format that other programs read."""
