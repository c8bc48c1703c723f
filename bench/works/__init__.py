"""The workloads: each once as legacy code, once for present PyMC, once by hand in C and (where sampled) in NumPyro."""
