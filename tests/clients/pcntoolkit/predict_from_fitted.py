"""What the saved model predicts: means and variances of draws from the predictive distribution."""

import numpy as np
from toy_data import data, fitted, leave

nm = fitted()
X, _, site = data(2, lines=40)
np.random.seed(5)
mean, variance = nm.hbr.predict(X, site)
leave({"mean": mean.ravel().tolist(), "variance": variance.ravel().tolist()})
