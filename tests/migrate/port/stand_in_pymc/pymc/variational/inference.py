"""The class whose steps a run to the end counts."""


class Inference:
    """A fit that keeps a loss of each step."""

    def __init__(self):
        self.hist, self.approx = [], self

    def fit(self, n=10000, progressbar=True):
        """Return the approximation, with the losses."""
        self.hist = [float(i) for i in range(n)]
        return self.approx

    refine = fit
