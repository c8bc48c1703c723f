"""An engine's way to say that another one may go on."""


class Stalled(RuntimeError):
    """Another package's sampler gave no draw for longer than the cost of the log density explains."""
