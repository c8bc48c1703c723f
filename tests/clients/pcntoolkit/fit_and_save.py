"""Writes fitted.pkl.xz, by the real library: a model as PCNtoolkit saves it."""

import lzma

import numpy as np
from toy_data import FITTED, data, modeller

X, y, site = data(1)
np.random.seed(3)
nm = modeller("linear", n_samples="500", n_tuning="500")
nm.hbr.estimate(X, y, site)
nm.save("fitted.pkl")
with open("fitted.pkl", "rb") as saved, lzma.open(FITTED, "wb") as file:
    file.write(saved.read())
