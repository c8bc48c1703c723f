"""Programs as functions of JAX: for samplers, and for programs of other people."""
