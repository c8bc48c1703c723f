"""The support functions of compiled text, by what they compute; their C is in `support/`."""
