"""A model estimated here: posterior means, and predictions from it."""

import numpy as np
from toy_data import data, leave, modeller

X, y, site = data(1)
np.random.seed(7)
nm = modeller("linear", n_samples="2000", n_tuning="1000", target_accept="0.95")
nm.hbr.estimate(X, y, site)
mean, variance = nm.hbr.predict(X[:20], site[:20])
slope, intercept = (nm.hbr.trace[name].mean(axis=0) for name in ("slope_mu", "intercept_mu"))
leave(
    {
        "mean": mean.ravel().tolist(),
        "variance": variance.ravel().tolist(),
        "slope": slope.ravel().tolist(),
        "intercept": intercept.ravel().tolist(),
    }
)
