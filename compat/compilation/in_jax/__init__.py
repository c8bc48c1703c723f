"""Programs as JAX functions: for samplers, and for other people's programs."""
