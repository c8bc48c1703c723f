"""MC1xx: names that are not there, and packages."""
