"""`%load_ext theano_compat` in a notebook: from then on `import theano` and `import pymc3` give us."""

import os
from types import TracebackType
from typing import Any

from . import folded_tracebacks, old_arrays
from .installation import install, uninstall

_of_cells: list[old_arrays.OldArrays] = []


def load_ipython_extension(ipython: Any) -> None:
    """Install us; IPython calls this for `%load_ext theano_compat`."""
    install()
    if ipython is not None and old_arrays.wanted() and not _of_cells:
        old_arrays.begin(os.getcwd())
        _of_cells.append(old_arrays.OldArrays())
        ipython.ast_transformers.extend(_of_cells)
    if ipython is not None and not ipython.custom_exceptions:  # somebody's own handler wins
        ipython.set_custom_exc((Exception,), show)


def unload_ipython_extension(ipython: Any) -> None:
    """Uninstall us; IPython calls this for `%unload_ext compat`."""
    uninstall()
    while _of_cells:
        ipython.ast_transformers.remove(_of_cells.pop())
    if ipython is not None and ipython.custom_exceptions == (Exception,):
        ipython.set_custom_exc((), None)


def show(
    shell: Any, kind: type[Exception], error: Exception, trace: TracebackType | None, tb_offset: int | None = None
) -> None:
    """Show an error of a cell as IPython does, with one line for each run of our frames."""
    if not folded_tracebacks.count_ours(error):
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)
        return
    with folded_tracebacks.folded(error):
        parts = shell.InteractiveTB.structured_traceback(kind, error, error.__traceback__, tb_offset=tb_offset)
    lines = folded_tracebacks.with_lines(parts)
    error._render_traceback_ = lambda: lines  # type: ignore[attr-defined]  # IPython asks an exception for it
    try:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)
    finally:
        del error._render_traceback_  # type: ignore[attr-defined]
