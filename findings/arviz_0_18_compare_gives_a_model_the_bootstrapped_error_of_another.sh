#!/usr/bin/env bash
# ArviZ 0.3 to 0.18 give models the bootstrapped errors of each other, unless they were given from the best to the worst.
#
# Behaviour: with `method="BB-pseudo-BMA"`, the default of `az.compare` from 0.3 to 0.10, `se` is bootstrapped for the
# models in the order of their scores, and gets their names in the order of the dict. Reordering the dict moves errors from
# one model to another; the score and the weight beside them stay.
# Packages: arviz 0.18.0 and 0.19.0, numpy 1.26.4, scipy 1.13.1, pandas 2.2.3, xarray 2024.6.0, matplotlib 3.8.4 (Python 3.11).
# Guess: a model's error does not depend on the order in which the models are given.
# Seen: with 0.18.0 "narrow" has an error of 6.0 if it is given first, and of 1.2 if it is given last; 1.2 both times
# with 0.19.0.
# Who meets it: somebody who compares a published table of PyMC3 3.8 to 3.10 with one of today. Chapter 7 of a public
# translation of Statistical Rethinking printed 12.74 for m7.4 and 14.43 for m7.3: each is the other's.
# Source: arviz/stats/stats.py of 0.18.0, `compare`: pd.Series(z_bs.std(axis=0), index=names); of 0.19.0: index=ics.index.
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
"$(python_of 3.11)" -m venv "$work/venv"
pip=("$work/venv/bin/python" -m pip install -q --disable-pip-version-check)
"${pip[@]}" arviz==0.18.0 numpy==1.26.4 scipy==1.13.1 pandas==2.2.3 xarray==2024.6.0 matplotlib==3.8.4
cat > "$work/errors.py" <<'PY'
import warnings

warnings.simplefilter("ignore")
import arviz as az
import numpy as np


def model(level, spread, seed):
    rng = np.random.RandomState(seed)
    terms = rng.normal(level, 0.1, (2, 200, 40)) + spread * rng.normal(size=40)
    return az.from_dict(posterior={"x": rng.normal(size=(2, 200))}, log_likelihood={"y": terms})


models = {"narrow": model(-2.0, 0.2, 1), "wide": model(-1.0, 1.0, 2)}
found = []
for order in (["narrow", "wide"], ["wide", "narrow"]):
    table = az.compare({name: models[name] for name in order}, ic="loo", method="BB-pseudo-BMA", seed=1)
    found.append(round(float(table.loc["narrow", "se"]), 1))
print(found)
PY
old=$("$work/venv/bin/python" "$work/errors.py")
"${pip[@]}" arviz==0.19.0
new=$("$work/venv/bin/python" "$work/errors.py")
echo "0.18.0: $old"
echo "0.19.0: $new"
if [ "$old" != "[6.0, 1.2]" ] || [ "$new" != "[1.2, 1.2]" ]; then
    echo "does not hold: other errors"
    exit 1
fi
echo "holds: the errors are those of other models"
