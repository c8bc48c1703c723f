"""What a Model is made of. Users reach all of it through `pymc3.model`."""
