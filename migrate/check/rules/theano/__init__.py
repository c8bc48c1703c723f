"""MC2xx: Theano."""
