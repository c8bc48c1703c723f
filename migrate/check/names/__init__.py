"""Which legacy name an expression stands for: scopes, values, the project around the file, the coverage table."""
