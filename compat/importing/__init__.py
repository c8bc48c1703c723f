"""Import machinery: legacy names, the user's files, and what waits for a module."""
