"""Name resolution: scopes, values, the project around a file, and the tables of legacy names."""
