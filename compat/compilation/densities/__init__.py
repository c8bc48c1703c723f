"""Log densities and their gradients, compiled for samplers."""
