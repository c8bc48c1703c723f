"""`%load_ext theano_compat` in a notebook: from then on `import theano` and `import pymc3` give us."""

import functools
import os
import re
from collections.abc import Callable
from types import TracebackType
from typing import Any

from . import folded_tracebacks, old_arrays
from .installation import install, uninstall

_of_cells: list[old_arrays.OldArrays] = []
_of_lines: list[Callable[[list[str]], list[str]]] = []
SPACED = re.compile(r"%[ \t]+(\w+)")  # `% matplotlib inline`, a magic in earlier releases of IPython


def load_ipython_extension(ipython: Any) -> None:
    """Install us; IPython calls this for `%load_ext theano_compat`."""
    install()
    if ipython is not None and old_arrays.wanted() and not _of_cells:
        old_arrays.begin(os.getcwd())
        _of_cells.append(old_arrays.OldArrays())
        ipython.ast_transformers.extend(_of_cells)
    if ipython is not None and hasattr(ipython, "input_transformers_cleanup") and not _of_lines:
        _of_lines.append(functools.partial(with_magics, ipython))
        ipython.input_transformers_cleanup.extend(_of_lines)
    if ipython is not None and not ipython.custom_exceptions:  # somebody's own handler wins
        ipython.set_custom_exc((Exception,), show)


def unload_ipython_extension(ipython: Any) -> None:
    """Uninstall us; IPython calls this for `%unload_ext compat`."""
    uninstall()
    while _of_lines:
        ipython.input_transformers_cleanup.remove(_of_lines.pop())
    while _of_cells:
        ipython.ast_transformers.remove(_of_cells.pop())
    if ipython is not None and ipython.custom_exceptions == (Exception,):
        ipython.set_custom_exc((), None)


def with_magics(ipython: Any, lines: list[str]) -> list[str]:
    """Take the space out of `% magic` at the start of a line, where a line magic has that name."""
    magics = ipython.magics_manager.magics["line"]
    found = [SPACED.match(line) for line in lines]
    return [
        f"%{line[match.start(1) :]}" if match is not None and match[1] in magics else line
        for line, match in zip(lines, found, strict=True)
    ]


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
