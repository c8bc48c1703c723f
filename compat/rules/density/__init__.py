"""What log densities have before their gradient is taken: forms whose gradient costs less."""
