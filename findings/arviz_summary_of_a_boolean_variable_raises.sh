#!/usr/bin/env bash
# ArviZ 1's `summary` of a tree that has one boolean variable raises, and says nothing of any variable.
#
# Behaviour: the table's interval, `eti` or `hdi`, and the quantiles that both need, subtract draws, which NumPy refuses
# for booleans: TypeError ("numpy boolean subtract"). One such variable among many ends the whole table. `ess`, `rhat`,
# `mcse` and `hdi` by themselves take booleans; `eti`, `plot_dist` and `plot_trace_dist` do not.
# Packages: arviz-stats 1.3.3, arviz-base 1.3.1, numpy 2.5.5, scipy 1.18.1, xarray 2026.9.0 (Python 3.12).
# Guess: a row of the share of draws that are true, as the `summary` of ArviZ 0.12 and 0.23 gives.
# Seen: TypeError of `summary` and of `summary(ci_kind="hdi")`; the same tree with the variable times 1 has its row.
# Who meets it: whoever asks a model for a probability, `pm.Deterministic("better", a > b)`, and prints the summary.
# Source: arviz_stats/base/core.py, quantile (`np.quantile` of the draws as they are).
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
"$work/venv/bin/python" -m pip install -q arviz-stats==1.3.3 arviz-base==1.3.1 xarray==2026.9.0 xarray-einstats==0.11.0 numpy==2.5.5 scipy==1.18.1
"$work/venv/bin/python" -W ignore - <<'PY'
import sys

import numpy as np
from arviz_base import from_dict
from arviz_stats import ess, hdi, rhat, summary

draws = np.random.default_rng(0).normal(size=(4, 500))
tree = from_dict({"posterior": {"x": draws, "above": draws > 0}})
numbers = from_dict({"posterior": {"x": draws, "above": (draws > 0) * 1}})
print(summary(numbers))
for function in (ess, rhat, hdi):
    function(tree)
for options in ({}, {"ci_kind": "hdi"}):
    try:
        summary(tree, **options)
    except TypeError as error:
        print("summary", options, "raises TypeError:", str(error).partition(",")[0])
    else:
        sys.exit("does not hold: there is a table")
print("holds: a boolean variable ends the summary")
PY
