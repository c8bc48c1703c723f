"""Explanations of compiled functions: program, kernels, buffers, arithmetic, bytes and times."""
