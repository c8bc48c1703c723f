#!/usr/bin/env bash
# NumPyro's TruncatedCauchy, cut on both sides, says that its mean and variance are NaN; they are finite.
#
# Behaviour: `mean` and `variance` of a Cauchy between two bounds are NaN, as those of the whole Cauchy are; its density
# integrates to 1 between the bounds, and so its moments are integrals over an interval. `TruncatedNormal` has them.
# Packages: numpyro 0.22.0, jax 0.10.2, jaxlib 0.10.2, numpy 2.4.6, scipy 1.17.1 (Python 3.12).
# Guess: the mean of draws, or NotImplementedError, as the truncated StudentT raises.
# Seen: mean nan, variance nan; by quadrature of the density 1.3763 and 0.6621, as by 200,000 draws.
# Who meets it: whoever initialises chains at the prior's mean, or prints a prior's moments, after moving a bounded Cauchy
# scale there: NaN where a start is needed.
# Source: numpyro/distributions/truncated.py (mean and variance of the two-sided class).
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
"$work/venv/bin/python" -m pip install -q numpyro==0.22.0 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 scipy==1.17.1
JAX_ENABLE_X64=1 JAX_PLATFORMS=cpu "$work/venv/bin/python" -W ignore - <<'PY'
import sys

import jax
import numpy as np
from numpyro.distributions import TruncatedCauchy
from scipy.integrate import quad

law = TruncatedCauchy(1.0, 2.0, low=0.0, high=3.0)
density = lambda x: float(np.exp(law.log_prob(x)))
total = quad(density, 0, 3)[0]
mean = quad(lambda x: x * density(x), 0, 3)[0]
variance = quad(lambda x: (x - mean) ** 2 * density(x), 0, 3)[0]
draws = np.asarray(law.sample(jax.random.PRNGKey(0), (200_000,)))
print("says:", float(law.mean), float(law.variance))
print("density: total", round(total, 6), "mean", round(mean, 4), "variance", round(variance, 4))
print("draws: mean", round(float(draws.mean()), 4), "variance", round(float(draws.var()), 4))
near = abs(draws.mean() - mean) < 0.01 and abs(draws.var() - variance) < 0.01 and abs(total - 1) < 1e-6
if not (near and np.isnan(float(law.mean)) and np.isnan(float(law.variance))):
    sys.exit("does not hold: the moments are others")
print("holds: NaN, where both are finite")
PY
