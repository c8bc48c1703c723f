#!/usr/bin/env bash
# PyMC 6 refuses the log likelihoods of a model in which a variable has a start of its own, after it has been sampled.
#
# Behaviour: `pm.sample(idata_kwargs={"log_likelihood": True})` of a model with `initval=` draws all chains and then raises
# NotImplementedError; the draws are lost. `pm.compute_log_likelihood` of such a model raises too. A start changes no
# likelihood, and predictive draws of the same model are made.
# Packages: pymc 6.4.0, pytensor 3.3.8, arviz 1.3.0, numpy 2.5.5, scipy 1.18.1 (Python 3.12).
# Guess: the log likelihoods, as without the start; if refused, then before the first draw.
# Seen: 20 of 20 draws, then NotImplementedError ("Cannot convert models with non-default initial_values").
# Who meets it: whoever compares models by LOO, one of which has ordered cut points, a mixture or a Gamma with initval=: the
# error comes when hours of sampling are over.
# Source: pymc/stats/log_density.py (the model is copied through a graph) and pymc/model/fgraph.py (fgraph_from_model).
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
"$work/venv/bin/python" -m pip install -q pymc==6.4.0 pytensor==3.3.8 arviz==1.3.0 numpy==2.5.5 scipy==1.18.1
PYTENSOR_FLAGS="linker=py,base_compiledir=$work/compiled" "$work/venv/bin/python" -W ignore - <<'PY'
import logging
import sys

import pymc as pm

logging.getLogger("pymc").setLevel(logging.CRITICAL)
seen = {}
for start in (None, 0.5):
    drawn = []
    with pm.Model():
        a = pm.Normal("a", 0, 1, initval=start)
        pm.Normal("y", a, 1, observed=[1.0, 2.0])
        try:
            tree = pm.sample(
                20, tune=0, chains=1, cores=1, step=pm.Metropolis(), progressbar=False, random_seed=1,
                callback=lambda trace, draw: drawn.append(draw), idata_kwargs={"log_likelihood": True},
            )
            seen[start] = "log_likelihood" in tree.children
        except NotImplementedError as error:
            seen[start] = str(error)
    print("initval =", start, "draws made:", len(drawn), "log likelihoods:", seen[start])
if seen[None] is not True or "initial_values" not in str(seen[0.5]) or len(drawn) != 20:
    sys.exit("does not hold: they are given")
print("holds: refused once all draws are made")
PY
