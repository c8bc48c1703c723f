"""Scalars of NumPy printed without their types: `(1.5, 2)`, where NumPy 2 prints `(np.float64(1.5), 2)`.

The mode "1.21" is that of all releases from 1.14 on. `np.set_printoptions(legacy=...)` still has its say.
"""

from __future__ import annotations

from typing import Any

import numpy as np

MODE = "1.21"
_before: list[object] = []  # the value in the defaults, which threads and contexts of their own begin with


def apply() -> None:
    """Print as NumPy 1 did, in this context and in those that begin later."""
    if _before or "legacy" not in np.get_printoptions() or np.get_printoptions()["legacy"]:
        return
    np.set_printoptions(legacy=MODE)  # type: ignore[arg-type]
    defaults = _defaults()
    _before.append(defaults.get("legacy", False))
    defaults["legacy"] = int(MODE.replace(".", ""))


def restore() -> None:
    """Undo `apply`."""
    if _before:
        _defaults()["legacy"] = _before.pop()
        np.set_printoptions(legacy=False)


def report() -> dict[str, str]:
    """Map what is printed otherwise to a note."""
    return {"numpy.set_printoptions": f"legacy={MODE!r}: scalars are printed without their types"} if _before else {}


def _defaults() -> Any:
    try:
        from numpy._core.printoptions import default_format_options_dict  # of NumPy 2.2 and later
    except ImportError:
        return {}
    return default_format_options_dict
