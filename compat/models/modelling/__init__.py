"""The parts of a Model. Users reach all of them through `pymc3.model`."""
