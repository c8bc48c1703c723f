"""Whether a person watches what is printed to standard error: progress is shown to nobody else."""

from __future__ import annotations

import sys


def somebody_watches() -> bool:
    """Return whether standard error is a terminal, or the output of a notebook's cell."""
    return in_notebook() or (sys.stderr is not None and sys.stderr.isatty())


def in_notebook() -> bool:
    """Return whether the program is a notebook, without importing IPython."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    return type(shell).__name__ == "ZMQInteractiveShell"
