"""The support functions of compiled text, by topic; their C is in `support/`."""
