#!/usr/bin/env bash
# ArviZ 0.23 orders the variables of a posterior by their names if dm-tree is installed, and as they came if it is not.
#
# Behaviour: `az.from_dict`, `az.convert_to_dataset`, and with them each converter that hands ArviZ a dict (NumPyro, emcee,
# CmdStanPy, ...), keep the order of the dict. With dm-tree beside it, which TensorFlow Probability installs, the same
# program on the same data has its variables in the order of their names. So have the rows of `az.summary`, the panels of
# each plot, and what `summary["mean"][:3]` or `.iloc` reads by position: no warning, other numbers.
# Packages: arviz 0.23.4, numpy 2.3.5, xarray 2026.4.0, dm-tree 0.1.10 (Python 3.12).
# Guess: the order of the dict in both cases; an optional package for nested dicts changes nothing of flat ones.
# Seen: ['sigma', 'beta', 'alpha'] without dm-tree, ['alpha', 'beta', 'sigma'] with it. By position the "sigma" of the
# program is 2.0 without, and 0.0, the mean of alpha, with it.
# Who meets it: somebody who moves an old analysis to a machine where another package brought dm-tree. Chapter 6 of a
# public translation of Statistical Rethinking took parameters of `az.summary(trace)["mean"][:3]`, and printed a deviance
# of 100.6; in an environment with TensorFlow Probability it is 106.6.
# Source: arviz/data/base.py of 0.23.4, dict_to_dataset and _yield_flat_up_to (names are sorted by dm-tree's helper).
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
"$work/venv/bin/python" -m pip install -q arviz==0.23.4 numpy==2.3.5 xarray==2026.4.0
cat > "$work/order.py" <<'PY'
import warnings

warnings.simplefilter("ignore")
import arviz as az
import numpy as np

draws = np.random.default_rng(1).normal(size=(2, 400))
idata = az.from_dict({"sigma": draws + 2, "beta": draws + 1, "alpha": draws})
summary = az.summary(idata, kind="stats", round_to=3)
print(list(summary.index), round(float(summary["mean"].iloc[0])))
PY
without=$("$work/venv/bin/python" "$work/order.py")
"$work/venv/bin/python" -m pip install -q dm-tree==0.1.10
with=$("$work/venv/bin/python" "$work/order.py")
echo "without dm-tree: $without"
echo "with dm-tree:    $with"
if [ "$without" != "['sigma', 'beta', 'alpha'] 2" ] || [ "$with" != "['alpha', 'beta', 'sigma'] 0" ]; then
    echo "does not hold: another order"
    exit 1
fi
echo "holds: variables are sorted by name where dm-tree is installed"
