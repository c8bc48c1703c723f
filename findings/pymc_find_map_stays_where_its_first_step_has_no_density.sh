#!/usr/bin/env bash
# find_MAP of PyMC 6 returns its start, or another point on the way, where a step of its line search has no density.
#
# Behaviour: the loss there is infinite, and goes to SciPy's L-BFGS-B as it is, whose line search ends at once. The point
# before that step is returned as the mode, without an error or a warning.
# Packages: pymc 6.4.0, pytensor 3.3.8, better_optimize 0.5.1, numpy 2.5.5, scipy 1.18.1 (Python 3.12).
# Guess: the line search takes a shorter step, and all three starts end at the root mean square, 0.554; or it warns.
# Seen: for a standard deviation without a transform, started at 0.55, 1 and 10: 0.5539, 1.0 (its start) and 0.9991.
# Who meets it: whoever ports a model whose mode was a start or a result; PyMC3 had another fault here (a finding, too).
# Source: pymc/tuning/starting.py: only the start is asked for a finite loss.
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
"$work/venv/bin/python" -m pip install -q pymc==6.4.0 pytensor==3.3.8 better_optimize==0.5.1 numpy==2.5.5 scipy==1.18.1
PYTENSOR_FLAGS=cxx=,base_compiledir="$work/pytensor" "$work/venv/bin/python" - <<'PY'
import sys
import warnings

import numpy as np
import pymc as pm

data = np.random.RandomState(1).normal(0, 0.5, 20)
print("root mean square %.4f" % np.sqrt(np.mean(data**2)))
found, said = [], []
for start in (0.55, 1.0, 10.0):
    with pm.Model(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        scale = pm.HalfNormal("scale", 10, default_transform=None)
        pm.Normal("y", 0, scale, observed=data)
        found.append(float(pm.find_MAP(start={"scale": np.array(start)}, progressbar=False)["scale"]))
    said += [str(one.message) for one in caught if "MAP" in str(one.message)]
    print("start %g: mode %.4f" % (start, found[-1]))
print("warnings that name the mode:", sorted(set(said)))
if abs(found[0] - 0.554) > 0.001 or found[1] != 1.0 or abs(found[2] - 0.999) > 0.01:
    sys.exit("does not hold: other modes")
print("holds: two starts end elsewhere than at the mode")
PY
