"""Parts of `pm.sample` and of predictive sampling. Users reach them through `pymc3.sampling`."""
