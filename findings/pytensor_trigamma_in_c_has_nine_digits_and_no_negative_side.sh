#!/usr/bin/env bash
# PyTensor's trigamma in C has nine digits, and is 0 for every negative number.
#
# Behaviour: `tri_gamma` compiled to C is off by 1e-9 relative at 2.5 and 8e-10 at 1, and gives 0.0 for -0.5, where it is
# 8.93; in Python and by Numba, the default, it is SciPy's polygamma(1, x) to the last digit.
# Packages: pytensor 3.3.8, numpy 2.5.5, scipy 1.18.1, numba 0.68.0 (Python 3.12), gcc 12.
# Guess: the same number by every linker, to 1e-14, as `psi` and `gammaln` give for positive numbers.
# Seen: C: 0.49035775560 at 2.5 where SciPy has 0.49035775610; 0.0 at -0.5 where SciPy has 8.93480220054.
# Who meets it: whoever compiles to C a Hessian of Gamma, Beta or NegativeBinomial, and compares
# it with another backend; Theano 1.1 computes as this C does.
# Source: pytensor/scalar/math.py, TriGamma (algorithm AS 121).
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
"$work/venv/bin/python" -m pip install -q pytensor==3.3.8 numpy==2.5.5 scipy==1.18.1 numba==0.68.0
PYTENSOR_FLAGS="base_compiledir=$work/compiled" "$work/venv/bin/python" -W ignore - <<'PY'
import sys

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.compile.mode import Mode
from scipy.special import polygamma

x = pt.dvector("x")
points = np.array([1.0, 2.5, -0.5])
right = polygamma(1, points)
off = {}
for name, mode in {"Python": Mode("py", "fast_compile"), "Numba": "NUMBA", "C": Mode("cvm", "fast_run")}.items():
    found = pytensor.function([x], pt.tri_gamma(x), mode=mode)(points)
    off[name] = np.abs(found / right - 1)
    print(name, found.tolist(), "relative error", off[name].tolist())
if max(off["Python"].max(), off["Numba"].max()) > 1e-13 or not (off["C"][:2] > 1e-10).all() or off["C"][2] != 1:
    sys.exit("does not hold: the numbers are others")
print("holds: C alone is off")
PY
