#!/usr/bin/env bash
# ArviZ 0.4 to 0.10 weigh any two models by stacking with 0.5 each, however much better one of them is.
#
# Behaviour: `az.compare(models, method="stacking")` searches for the weights with the greatest predictive density. The
# derivative by the last weight that is searched for is always 0. Of two models there is one weight, which stays where the
# search begins; of more models the last one does, and the others end beside the best ones. There is no warning.
# Packages: arviz 0.10.0, numpy 1.19.5, scipy 1.5.4, pandas 1.1.5, xarray 0.16.2 (Python 3.8); and arviz 0.11.4 beside it.
# Guess: 1.0 and 0.0 where each of 40 data is predicted better by a nat by the first model.
# Seen: 0.5 and 0.5 with 0.10.0; 1.0 and 0.0 with 0.11.4.
# Who meets it: somebody who compares a table of `pm.compare(..., method="stacking")` that PyMC3 3.8 to 3.10 printed with
# one of today. PyMC3 3.2 to 3.7 had a search of its own, which was right.
# Source: arviz/stats/stats.py of 0.10.0, `gradient` in `compare`: range(last_col - 1), where last_col is one less than
# the number of models already.
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
pip=("$work/venv/bin/python" -m pip install -q --disable-pip-version-check)
"${pip[@]}" arviz==0.10.0 numpy==1.19.5 scipy==1.5.4 pandas==1.1.5 xarray==0.16.2 matplotlib==3.3.4 "setuptools<60"
cat > "$work/weights.py" <<'PY'
import warnings

warnings.simplefilter("ignore")
import arviz as az
import numpy as np


def model(level, seed):
    rng = np.random.RandomState(seed)
    terms = rng.normal(level, 0.3, (2, 200, 40))
    return az.from_dict(posterior={"x": rng.normal(size=(2, 200))}, log_likelihood={"y": terms})


table = az.compare({"good": model(-1.0, 1), "bad": model(-2.0, 2)}, ic="loo", method="stacking")
print({name: round(float(weight), 2) for name, weight in table["weight"].items()})
PY
old=$("$work/venv/bin/python" "$work/weights.py")
"${pip[@]}" arviz==0.11.4
new=$("$work/venv/bin/python" "$work/weights.py")
echo "0.10.0: $old"
echo "0.11.4: $new"
if [ "$old" != "{'good': 0.5, 'bad': 0.5}" ] || [ "$new" != "{'good': 1.0, 'bad': 0.0}" ]; then
    echo "does not hold: other weights"
    exit 1
fi
echo "holds: two models have half the weight each"
