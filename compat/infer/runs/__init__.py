"""`pm.sample`: its arguments, the choice of the sampler, the start, the trace. Users reach it by `pymc3.sampling`."""
