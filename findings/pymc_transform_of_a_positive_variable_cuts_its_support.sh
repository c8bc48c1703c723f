#!/usr/bin/env bash
# In PyMC 6 `transform=` is put on top of a positive variable's own transform, and the variable can no longer be below 1.
#
# Behaviour: `pm.HalfNormal("s", 1, transform=log_exp_m1)` has two transforms in a chain, the logarithm and then the given
# one. The logarithm of s must then lie in the support of the second, which is positive: s > 1. Sampling from a start
# below 1 is refused; from one above, the posterior is a half normal cut at 1, without a word. `default_transform=` means
# what `transform=` meant in PyMC3.
# Packages: pymc 6.4.0, pytensor 3.3.8, numpy 2.5.5 (Python 3.12).
# Guess: the given transform replaces the default one; the same posterior, mean 0.798, values near 0.
# Seen: ChainedTransform; of 1,000 draws the smallest is 1.00, their mean 1.51; with default_transform= 0.003 and 0.76.
# Who meets it: somebody who moves a PyMC3 model with a transform of his own (log_exp_m1 for log was a common advice
# against underflow): where the start lies above 1, scales come out too large, and nothing warns.
# Source: pymc/distributions/distribution.py (`default_transform`, `transform`), documentation of Distribution.
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
"$(python_of 3.12)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q pymc==6.4.0 pytensor==3.3.8 numpy==2.5.5
"$work/venv/bin/python" - 2>/dev/null <<'PY'
import sys

import pymc as pm
from pymc.distributions.transforms import log_exp_m1


def drawn(**how):
    with pm.Model() as model:
        s = pm.HalfNormal("s", 1.0, initval=3.0, **how)
        draws = pm.sample(500, tune=500, chains=2, cores=1, random_seed=1, progressbar=False, compute_convergence_checks=False)
    values = draws.posterior["s"].values
    return type(model.rvs_to_transforms[s]).__name__, float(values.min()), float(values.mean())


given, default = drawn(transform=log_exp_m1), drawn(default_transform=log_exp_m1)
print("transform=:        ", given)
print("default_transform=:", default)
if given[0] != "ChainedTransform" or not given[1] > 1.0 or not default[1] < 0.1:
    sys.exit("does not hold: the support is another")
print("holds: transform= of a positive variable cuts its support at 1")
PY
