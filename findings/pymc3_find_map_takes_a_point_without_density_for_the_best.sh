#!/usr/bin/env bash
# find_MAP of PyMC3 3.2 to 3.11.5 takes a point whose log density is -inf or NaN for the best one, and stops there.
#
# Behaviour: the cost replaces a log density that is not finite by +1e100 and then turns the sign, so that the optimiser
# sees -1e100, lower than everything, with a gradient of 0. A line search that once steps where the density is 0 or
# overflows has "converged": the result is that point, without an error or a warning.
# Packages: pymc3 3.11.5, Theano-PyMC 1.1.2, numpy 1.21.6, scipy 1.7.3 (Python 3.8).
# Guess: SciPy's line search backs off from such a point, and the mode is found: the root mean square, 0.554.
# Seen: for a standard deviation without a transform, started at 0.55, 1 and 10: 0.5539, 0 and -11.
# Who meets it: whoever starts a chain at the mode, or reports it: scales without a transform, Gaussian processes whose
# matrix is not positive definite somewhere. Whether a step goes there may hang on the last digits.
# Source: pymc3/tuning/starting.py, CostFuncWrapper.__call__ and nan_to_high.
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
"$(python_of 3.8)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q "pip==24.0" "wheel==0.43.0" "setuptools==59.8.0"
"$work/venv/bin/python" -m pip install -q pymc3==3.11.5 theano-pymc==1.1.2 numpy==1.21.6 scipy==1.7.3
THEANO_FLAGS=cxx=,blas__ldflags=,base_compiledir="$work/theano" MPLBACKEND=agg "$work/venv/bin/python" - <<'PY' 2>"$work/errors" \
    || { tail -5 "$work/errors" >&2; exit 1; }
import sys

import numpy as np
import pymc3 as pm

data = np.random.RandomState(1).normal(0, 0.5, 20)
print("root mean square %.4f" % np.sqrt(np.mean(data**2)))
found = []
for start in (0.55, 1.0, 10.0):
    with pm.Model() as model:
        scale = pm.HalfNormal("scale", 10, transform=None)
        pm.Normal("y", 0, sigma=scale, observed=data)
        mode = pm.find_MAP(start={"scale": np.array(start)}, progressbar=False)
    found.append((float(mode["scale"]), float(model.logp(mode))))
    print("start %g: mode %.4f, log density %.4f" % (start, *found[-1]))
if abs(found[0][0] - 0.554) > 0.005 or any(np.isfinite(density) for _, density in found[1:]):
    sys.exit("does not hold: other modes")
print("holds: two starts end where there is no density")
PY
