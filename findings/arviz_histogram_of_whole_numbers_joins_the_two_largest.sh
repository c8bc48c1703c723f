#!/usr/bin/env bash
# ArviZ 1's histogram of whole numbers counts the two largest values as one: a variable of 0 and 1 is a single bar.
#
# Behaviour: for n different whole numbers in a row the default bins are n - 1, from the smallest to the largest; the
# last bin, closed on both sides, holds two values. Of 0 and 1 one bin is left, and of a constant none. `plot_dist` and
# `plot_trace_dist` draw what they get: a Bernoulli variable with P(1) = 0.3 is a flat line of height 1 from 0 to 1, and
# an indicator that never moved raises ValueError ("zero-size array").
# Packages: arviz-stats 1.3.3, arviz-base 1.3.1, numpy 2.5.5, scipy 1.18.1, xarray 2026.9.0 (Python 3.12).
# Guess: a bin for each value, as ArviZ 0.12 has: its bins of 3 and 4 are [3, 4, 5].
# Seen: 1,400 zeros and 600 ones: bins [0, 1], density [1.0]. Counts: the last bar is 0.002, where
# the two values have 0.0015 and 0.0005.
# Who meets it: whoever plots an indicator, a change point or a count, and reads probabilities off the bars.
# Source: arviz_stats/base/array.py, get_bins (the number of bins is (largest - smallest) / width).
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
import xarray as xr
from arviz_stats import histogram

binary = xr.DataArray(np.repeat([0, 1], [1400, 600]).reshape(1, 2000), dims=["chain", "draw"])
counts = xr.DataArray(np.random.default_rng(0).poisson(2.0, (1, 2000)), dims=["chain", "draw"])
bars, left, right = np.asarray(histogram(binary))
print("0 and 1:", "bins from", left.tolist(), "to", right.tolist(), "density", bars.tolist())
last = np.asarray(histogram(counts))[0][-1]
*_, before, largest = np.bincount(counts.values[0]) / 2000
print("counts: the last bar is", round(float(last), 4), "and the two largest values have", before, "and", largest)
if not (bars.tolist() == [1.0] and right.tolist() == [1.0] and np.isclose(last, before + largest)):
    sys.exit("does not hold: the bars are others")
print("holds: the two largest values are one bar, and 0 and 1 are a single one")
PY
