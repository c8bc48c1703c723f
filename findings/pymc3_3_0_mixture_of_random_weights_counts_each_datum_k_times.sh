#!/usr/bin/env bash
# In PyMC3 3.0 the likelihood of a mixture of k components stands in the k-th power, but only where its weights are random.
#
# Behaviour: Mixture.logp sums over the data and then broadcasts that sum with the conditions on the k weights, so that
# the model adds it k times. With constant weights Theano's optimizer drops the constant condition together with its
# broadcasting, and the sum counts once: the same program has two posteriors by whether the weights are a variable.
# Packages: pymc3 3.0, Theano 0.9.0, numpy 1.13.3, scipy 0.19.1 (Python 3.6).
# Guess: both are the log of the weighted sum of densities, as SciPy has it.
# Seen: at weights 0.2, 0.3, 0.5 and data 0.3, 1.4: -2.708739 by SciPy, -2.708739 with constant weights, -8.126217 with
# Dirichlet weights.
# Who meets it: whoever reproduces a clustering of 2017: intervals are narrower by the root of k than a right release's.
# Source: pymc3/distributions/mixture.py and dist_math.bound of 3.0; 3.1 has broadcast_conditions=False there.
set -euo pipefail
python_of() { # a Python of that version: $PYTHON, the one on PATH, or one that pyenv keeps
    for p in "${PYTHON:-}" "python$1" "$HOME"/.pyenv/versions/"$1".*/bin/python; do
        "$p" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null && { echo "$p"; return; }
    done
    echo "Python $1 is needed: set PYTHON" >&2
    return 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$(python_of 3.6)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q "pip==21.3.1" "wheel==0.37.1" "setuptools==59.6.0"
"$work/venv/bin/python" -m pip install -q numpy==1.13.3 scipy==0.19.1 pandas==0.20.3 matplotlib==2.2.5 h5py==2.10.0 \
    joblib==0.11 six==1.17.0 tqdm==4.59.0 patsy==0.5.2
"$work/venv/bin/python" -m pip install -q --no-deps Theano==0.9.0 pymc3==3.0
THEANO_FLAGS=cxx=,blas.ldflags=,base_compiledir="$work/theano" MPLBACKEND=agg "$work/venv/bin/python" - <<'PY'
import sys

import numpy as np
import pymc3 as pm
from scipy import stats

weights, means, data = np.array([0.2, 0.3, 0.5]), np.array([0.0, 1.0, 2.0]), np.array([0.3, 1.4])
right = np.log(stats.norm.pdf(data[:, None], means).dot(weights)).sum()
with pm.Model():
    mu = pm.Normal("mu", 0, 1, shape=3)
    y = pm.NormalMixture("y", weights, mu, sd=np.ones(3), observed=data)
constant = float(y.logp({"mu": means}))
with pm.Model():
    w = pm.Dirichlet("w", np.ones(3), shape=3, transform=None)
    y = pm.NormalMixture("y", w, means, sd=np.ones(3), observed=data)
random = float(y.logp({"w": weights}))
print("SciPy %.6f, constant weights %.6f, random weights %.6f" % (right, constant, random))
if abs(constant - right) > 1e-9 or abs(random - 3 * right) > 1e-9:
    sys.exit("does not hold: other numbers")
print("holds: three components, three times")
PY
