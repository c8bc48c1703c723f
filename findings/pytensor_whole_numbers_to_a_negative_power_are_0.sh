#!/usr/bin/env bash
# PyTensor's integers to a negative integer power are 0, and -2**63 for 0, in the mode in which PyMC 6 samples.
#
# Behaviour: `n ** -1` of an integer tensor is an integer tensor. Compiled by Numba (the default) or to C it is cut towards
# 0, and 0 ** -1 is the smallest int64; in FAST_COMPILE NumPy is called, which raises ValueError.
# Packages: pytensor 3.3.8, numba 0.68.0, numpy 2.5.5 (Python 3.12).
# Guess: the error of NumPy in each mode, or floats, as `1 / n` gives them.
# Seen: of 7, -7, 1, 0 by default 0, 0, 1, -9223372036854775808; in FAST_COMPILE "Integers to negative integer powers are
# not allowed."
# Who meets it: somebody whose model divides by counts, `sigma ** 2 * n ** -1`: the term vanishes without a word, and a
# debugger's mode raises.
# Source: pytensor/scalar/basic.py (Pow), pytensor/link/numba/dispatch/scalar.py.
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
"$work/venv/bin/python" -m pip install -q pytensor==3.3.8 numba==0.68.0 numpy==2.5.5
PYTENSOR_FLAGS="base_compiledir=$work/compiled" "$work/venv/bin/python" -W ignore - <<'PY'
import sys

import numpy as np
import pytensor
import pytensor.tensor as pt

n = pt.lvector("n")
counts = np.array([7, -7, 1, 0])
seen = {}
for mode in (None, "FAST_COMPILE"):
    power = pytensor.function([n], n**-1, mode=mode)
    try:
        seen[mode] = np.asarray(power(counts)).tolist()
    except ValueError as error:
        seen[mode] = str(error)
    print(f"mode {mode}: {seen[mode]}")
if seen[None] != [0, 0, 1, -(2**63)] or "negative integer powers" not in seen["FAST_COMPILE"]:
    sys.exit("does not hold: other values")
print("holds: by default they are cut to whole numbers")
PY
