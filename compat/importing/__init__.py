"""Import machinery: legacy names, the user's files, child processes, and what waits for a module."""
