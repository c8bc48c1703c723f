"""Rules for log densities before differentiation: forms whose gradient costs less."""
