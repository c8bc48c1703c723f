"""Samplers in JAX: NumPyro, TensorFlow Probability, SNAPER-HMC, and what they share."""
