"""What a kernel loads before the first cell of an old notebook: us, and a record of the draws that it made.

A trace that a cell leaves under a name of its own is kept in the folder $MIGRATE_REPRODUCE_DRAWS, an .npz file each:
its statistics' Monte Carlo errors are known from it. $MIGRATE_REPRODUCE_PYTHON_2 says that the cells are in Python 2.
"""

from __future__ import annotations

import functools
import os
import shutil
import sys
from pathlib import Path

import numpy as np

import theano_compat
from theano_common import python_2_source
from theano_common.printing import complain
from theano_common.saved.live_trace import draws_of
from theano_compat import python_2
from theano_compat.importing.post_import import when_imported
from theano_migrate.reproduce.inside import forked_run

MOST_SCALARS = 500  # of a variable whose draws are kept
MOST_BYTES = 300_000_000  # of all that is kept
_seen: list[object] = []
_kept = 0
_said: list[object] = []  # once, that there is no LaTeX


def load_ipython_extension(shell):
    """Serve theano and pymc3 in this kernel, and look at what each cell left."""
    theano_compat.load_ipython_extension(shell)
    if os.environ.get("MIGRATE_REPRODUCE_PYTHON_2"):
        read_python_2(shell)
    shell.run_line_magic("colors", "nocolor")
    shell.events.register("post_run_cell", lambda result: keep_new(shell.user_ns))
    shell.events.register("pre_run_cell", forked_run.note_start)
    shell.events.register("post_run_cell", forked_run.note_streams)
    if shutil.which("latex") is None:
        when_imported("matplotlib.text", draw_without_latex, __name__)


def draw_without_latex(module):
    """Let matplotlib set the texts itself that a document wants set by LaTeX, where there is none."""
    set_by_latex = module.Text.set_usetex

    @functools.wraps(set_by_latex)
    def set_usetex(self, usetex):
        wanted = module.mpl.rcParams["text.usetex"] if usetex is None else usetex
        if wanted and not _said:
            _said.append(complain("migrate-reproduce", "there is no latex: matplotlib sets texts itself"))
        set_by_latex(self, False)

    module.Text.set_usetex = set_usetex


def read_python_2(shell):
    """Translate cells before they are compiled; until one asks for another division, `/` of integers floors."""
    python_2.begin(os.getcwd())
    divisions = python_2.Divisions()

    def translate(lines):
        text = "".join(lines)
        if python_2_source.FUTURE_DIVISION.search(text) and divisions in shell.ast_transformers:
            shell.ast_transformers.remove(divisions)
        after = python_2_source.translated(text)
        return lines if after is None else after.splitlines(keepends=True)

    shell.input_transformers_post.append(translate)
    shell.ast_transformers.append(divisions)


def keep_new(names):
    """Keep the draws of traces that were not there before."""
    folder = os.environ.get("MIGRATE_REPRODUCE_DRAWS")
    if not folder or "pymc3" not in sys.modules and "arviz" not in sys.modules:
        return
    for value in list(names.values()):
        if is_trace(value) and not any(value is one for one in _seen):
            _seen.append(value)
            try:
                keep(value, Path(folder) / f"{len(_seen):04}.npz")
            except Exception as error:  # a document must not fail by what we do beside it
                complain("migrate-reproduce", f"draws not kept: {error!r}")


def is_trace(value):
    """Say whether an object is a MultiTrace or an InferenceData, by its class's name: nothing of it is called."""
    return type(value).__name__ in ("MultiTrace", "InferenceData")


def keep(trace, path):
    """Write (chains, draws, *shape) of each variable that is not too large, and how many draws diverged."""
    global _kept
    draws = draws_of(trace)
    arrays = {}
    for name in draws.variables:
        stacked = draws.stacked(name)
        if stacked[0, 0].size <= MOST_SCALARS and _kept + stacked.nbytes <= MOST_BYTES and stacked.dtype.kind in "fiub":
            arrays[name] = stacked
            _kept += stacked.nbytes
    diverged = sum(int(np.sum(chain.stats["diverging"])) for chain in draws.chains if "diverging" in chain.stats)
    np.savez(path, diverged=diverged, **{f"draws:{name}": array for name, array in arrays.items()})
