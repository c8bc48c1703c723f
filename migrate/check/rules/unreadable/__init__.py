"""MC9xx: files that could not be read."""
