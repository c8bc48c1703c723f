"""The rules: one in each file, in folders by subject."""
