"""What a sampler raises when it cannot go on. `pymc3.exceptions.SamplingError` is this class."""


class SamplingError(RuntimeError):
    """No chain could be drawn: bad start, or a failure in every chain."""
