"""Names that a legacy module had only because it imported them: `pymc3.sampling.NUTS`, `tt.printing`.

Names of earlier releases (`pymc3.exp`, of PyMC3 3.0) are here too. `incidental_names.txt` maps each to the name
under which we serve it, as found in the real PyMC3 3.11.5 and Theano-PyMC 1.1.2. It is consulted when a module lacks
the name.
"""

from __future__ import annotations

import functools
import importlib
from importlib import resources
from typing import Any

from .legacy_modules import home

NOWHERE = object()


def elsewhere(fullname: str) -> Any:
    """Return the object for the legacy name `fullname`; NOWHERE if the table does not have it."""
    target = _table().get(fullname)
    if target is None:
        return NOWHERE
    parent, _, last = target.rpartition(".")
    if not parent:
        return importlib.import_module(home(target))
    return getattr(importlib.import_module(home(parent)), last)


@functools.cache
def _table() -> dict[str, str]:
    lines = resources.files(__package__).joinpath("incidental_names.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ") for line in lines)  # type: ignore[misc]
