"""Import machinery: legacy names, the user's files, and actions that wait for an import."""
