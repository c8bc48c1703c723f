#!/usr/bin/env bash
# ArviZ 1's `hdi` of draws with a single NaN gives one end that looks like a number, and is wrong.
#
# Behaviour: a NaN among the draws is sorted behind the largest, and takes part in the search for the shortest interval,
# whose widths compare as NaN there. The lower end comes out finite and too high, the upper end as NaN. `eti` gives NaN
# for both ends.
# Packages: arviz-stats 1.3.3, arviz-base 1.3.1, numpy 2.5.5, scipy 1.18.1, xarray 2026.9.0 (Python 3.12).
# Guess: NaN for both ends, as `eti`, `ess` and `rhat` do, or the interval of the other draws.
# Seen: of 2,000 draws [-1.58, 1.56]; with one of them NaN [-1.25, nan].
# Who meets it: somebody who summarises a posterior with a derived quantity (a ratio, a logarithm) that fails at one
# draw, and reads the lower bound alone, such as "above zero with 94 %".
# Source: arviz_stats/base/stats_utils.py and core.py (the shortest interval of sorted draws).
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
from arviz_stats import eti, hdi

draws = np.random.default_rng(0).normal(size=2000)
whole = np.asarray(hdi(draws))
draws[3] = np.nan
found, tails = np.asarray(hdi(draws)), np.asarray(eti(draws))
print("hdi:", whole.round(2).tolist(), "with one NaN:", found.round(2).tolist(), "eti:", tails.tolist())
if not (np.isfinite(found[0]) and found[0] - whole[0] > 0.2 and np.isnan(found[1]) and np.isnan(tails).all()):
    sys.exit("does not hold: the ends are others")
print("holds: the lower end is finite and too high, the upper end is NaN")
PY
