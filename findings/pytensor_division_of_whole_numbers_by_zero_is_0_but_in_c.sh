#!/usr/bin/env bash
# PyTensor's division of whole numbers by 0 raises in C, and is 0 in its default mode.
#
# Behaviour: `//` and `%` of integers by 0, compiled to C, raise ZeroDivisionError, as Theano did. By Numba, which
# is the default, and in Python they are 0 without a word.
# Packages: pytensor 3.3.8, numpy 2.5.5, scipy 1.18.1, numba 0.68.0 (Python 3.12), gcc 12.
# Guess: one answer for all, either the error that Theano raised or NumPy's 0 with its warning.
# Seen: 7 // 0 and 7 % 0: 0 and 0 in the default mode and in Python; ZeroDivisionError in C.
# Who meets it: whoever divides counts that may be 0 (an index by a stride, a total by a number of groups): under Theano
# the run stopped there, today it goes on with 0.
# Source: pytensor/scalar/basic.py (IntDiv.c_code, Mod.c_code) beside the ufuncs that the other linkers call.
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
import warnings

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.compile.mode import Mode

warnings.simplefilter("ignore")
i, j = pt.lvector("i"), pt.lvector("j")
seen = {}
for name, mode in {"default": None, "Python": Mode("py", "fast_compile"), "C": Mode("cvm", "fast_run")}.items():
    for operation, graph in {"//": i // j, "%": i % j}.items():
        try:
            seen[name, operation] = pytensor.function([i, j], graph, mode=mode)(np.array([7]), np.array([0])).tolist()
        except ZeroDivisionError:
            seen[name, operation] = "ZeroDivisionError"
        print(name, operation, seen[name, operation])
wanted = {"default": [0], "Python": [0], "C": "ZeroDivisionError"}
if pytensor.config.linker == "cvm" or any(found != wanted[name] for (name, _), found in seen.items()):
    sys.exit("does not hold: the answers are others")
print("holds: C raises, the others give 0")
PY
