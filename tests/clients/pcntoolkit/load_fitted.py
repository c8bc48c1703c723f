"""The saved model, loaded: its draws, and curves from them."""

import numpy as np
from pcntoolkit.util import hbr_utils
from toy_data import data, fitted, leave

nm = fitted()
trace = nm.hbr.trace
numbers = {f"draws of {name}": trace[name][::50].ravel().tolist() for name in sorted(trace.varnames)}
numbers["configs"] = [nm.configs["n_samples"], nm.configs["n_tuning"], len(trace), trace.nchains]

X, y, site = data(2, lines=40)
line = np.linspace(-1, 1, 9)[:, None]
numbers["quantiles"] = hbr_utils.get_MCMC_quantiles(line, [-1.96, 0.0, 1.96], nm, [0]).ravel().tolist()
numbers["z scores"] = hbr_utils.get_MCMC_zscores(X, y, site, nm).ravel().tolist()
leave(numbers)
