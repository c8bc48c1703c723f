"""MC9xx: what could not be read."""
