"""All distributions of single numbers: the entries that the files of `univariate/` hold."""

from __future__ import annotations

import importlib
import pkgutil

from compat.distributions import univariate
from compat.distributions.spec import DistributionSpec


def _found() -> dict[str, DistributionSpec]:
    found: dict[str, DistributionSpec] = {}
    for file in sorted(module.name for module in pkgutil.iter_modules(univariate.__path__)):
        for entry in vars(importlib.import_module(f"{univariate.__name__}.{file}")).values():
            if isinstance(entry, DistributionSpec) and found.setdefault(entry.name, entry) is not entry:
                raise ValueError(f"two distributions are called {entry.name}; one is in {file}.py")
    return found


SPECS = _found()

__all__ = ["SPECS"]
