"""`%load_ext theano_compat` in a notebook: from then on `import theano` and `import pymc3` give us."""

import os
from typing import Any

from . import old_arrays
from .installation import install, uninstall

_of_cells: list[old_arrays.OldArrays] = []


def load_ipython_extension(ipython: Any) -> None:
    """Install us; IPython calls this for `%load_ext theano_compat`."""
    install()
    if ipython is not None and old_arrays.wanted() and not _of_cells:
        old_arrays.begin(os.getcwd())
        _of_cells.append(old_arrays.OldArrays())
        ipython.ast_transformers.extend(_of_cells)


def unload_ipython_extension(ipython: Any) -> None:
    """Uninstall us; IPython calls this for `%unload_ext compat`."""
    uninstall()
    while _of_cells:
        ipython.ast_transformers.remove(_of_cells.pop())
