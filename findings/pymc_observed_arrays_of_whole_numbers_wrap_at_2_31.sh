#!/usr/bin/env bash
# PyMC 6 wraps observed whole numbers at 2^31, also as data of a Normal: an array of int64, not the same numbers in a list.
#
# Behaviour: `observed=` an array of int64 becomes int32 without a word: 3,000,000,000 is taken for -1,294,967,296, and 2^40
# for 0. The density is that of other data; a Poisson count is -inf there. Given as a list the same numbers are right.
# Packages: pymc 6.4.0, pytensor 3.3.8, numpy 2.5.5, scipy 1.18.1 (Python 3.12).
# Guess: the numbers that were given, or an error: they are int64 before, and float64 in the density of a Normal.
# Seen: log density of Normal(0, 1e9) at 3,000,000,000: -22.4807 for the array, -26.1422 for the list; SciPy has -26.1422.
# Who meets it: whoever has incomes, populations, distances in metres, nanoseconds or positions in a genome as integers.
# PyMC3 kept int64.
# Source: pymc/pytensorf.py (convert_observed_data, intX).
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
"$work/venv/bin/python" -m pip install -q pymc==6.4.0 pytensor==3.3.8 numpy==2.5.5 scipy==1.18.1
PYTENSOR_FLAGS="linker=py,base_compiledir=$work/compiled" "$work/venv/bin/python" -W ignore - <<'PY'
import sys

import numpy as np
import pymc as pm
from scipy.stats import norm

right = norm.logpdf(3_000_000_000, 0, 1e9)
wrapped = norm.logpdf(3_000_000_000 - 2**32, 0, 1e9)
seen = []
for data in (np.array([3_000_000_000]), [3_000_000_000]):
    with pm.Model() as model:
        pm.Normal("y", 0, 1e9, observed=data)
    seen.append(float(model.compile_logp()({})))
    print(type(data).__name__, "log density", round(seen[-1], 4))
print("SciPy:", round(float(right), 4), "and of the wrapped number", round(float(wrapped), 4))
if not np.allclose(seen, [wrapped, right]):
    sys.exit("does not hold: the densities are others")
print("holds: the array wraps, the list does not")
PY
