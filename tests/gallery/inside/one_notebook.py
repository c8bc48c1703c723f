"""`python -m tests.gallery.inside.one_notebook NOTEBOOK RESULT`: a notebook under us, in IPython, figures drawn.

In this folder is what runs in a notebook's process, where `tests` may be a package of somebody else's.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

LATER = re.compile(r"^\s*(import pymc as|from pymc import|import pymc$)", re.M)
OLD = re.compile(r"\b(theano|pymc3)\b")


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of code, of notebooks of format 3 as well."""
    cells = notebook.get("cells") or [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def source_of(cell: dict[str, Any]) -> str:
    """Return a cell's text."""
    text = cell.get("source", cell.get("input", ""))
    return text if isinstance(text, str) else "".join(text)


def is_old(notebook: dict[str, Any]) -> bool:
    """Whether it imports what we stand for, and no later PyMC."""
    text = "\n".join(map(source_of, code_cells(notebook)))
    return bool(OLD.search(text)) and not LATER.search(text)


def stored_text(cell: dict[str, Any]) -> str:
    """Return what a cell's outputs are as text."""
    said = []
    for output in cell.get("outputs", ()):
        text = output.get("data", output).get("text/plain", output.get("text", ""))
        said.append(text if isinstance(text, str) else "".join(text))
    return "\n".join(said)


def _keep_figures(shell: Any) -> None:
    """`%matplotlib inline` would draw them after each cell, show what fails as text, and close them.

    Jupyter knows `%config InlineBackend` before that.
    """
    from matplotlib_inline import backend_inline
    from matplotlib_inline.config import InlineBackend

    backend_inline.flush_figures = lambda: None
    settings = InlineBackend.instance(parent=shell)
    settings.close_figures, settings.shell = False, shell
    shell.configurables.append(settings)


def main(path: str, result: str) -> None:
    """Run the notebook's cells until one fails; leave in `result` how far it came, and what each cell printed."""
    import matplotlib

    import theano_compat

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    theano_compat.load_ipython_extension(shell)  # as `%load_ext theano_compat` in a first cell
    shell.run_line_magic("colors", "nocolor")
    shell.register_magic_function(lambda line: None, "line", "autosave")  # Jupyter's own
    shell.enable_gui = lambda gui=None: None  # `%matplotlib` asks for a window's loop
    _keep_figures(shell)
    kept: dict[str, Any] = {"cells": 0, "texts": [], "failed": "", "figures": 0}
    began = time.perf_counter()
    for cell in code_cells(json.loads(Path(path).read_text(encoding="utf-8"))):
        with capture_output() as output:
            done = shell.run_cell(source_of(cell), store_history=True)
            try:
                for number in plt.get_fignums():
                    plt.figure(number).canvas.draw()
                    kept["figures"] += 1
                plt.close("all")
            except Exception as error:  # what a cell left cannot be drawn: that cell failed
                done.error_in_exec = error
        kept["texts"].append("\n".join([output.stdout, *(o.data.get("text/plain", "") for o in output.outputs)]))
        error = done.error_before_exec or done.error_in_exec
        kept["seconds"] = time.perf_counter() - began
        if error is not None:
            kept["failed"] = f"{type(error).__name__}: {error}"
            kept["source"] = source_of(cell)
            kept["trace"] = output.stdout[-3000:]
            break
        kept["cells"] += 1
        Path(result).write_text(json.dumps(kept))
    Path(result).write_text(json.dumps(kept))


if __name__ == "__main__":
    main(*sys.argv[1:])
