"""Names that a module of the old libraries had because it imported them: `pymc3.sampling.NUTS`, `tt.printing`.

They were there because the module imported them, or are of earlier releases (`pymc3.exp`, of PyMC3 3.0).
`incidental_names.txt` has each with the name under which we serve it (read from the real PyMC3 3.11.5 and
Theano-PyMC 1.1.2: where the object came from). It is looked at when a module has no such name of its own.
"""

from __future__ import annotations

import functools
import importlib
from importlib import resources
from typing import Any

from .legacy_modules import home

NOWHERE = object()


def elsewhere(fullname: str) -> Any:
    """What `fullname`, a legacy name, was; NOWHERE if the table has it not."""
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
