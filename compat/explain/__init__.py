"""What a compiled function does and costs, for people: its program, kernels, buffers, arithmetic, bytes and times."""
