"""Where the modules of the old libraries are: in the skins, and at the same place in the packages behind them."""

from __future__ import annotations

import importlib.util
import sys

HOMES = {
    "theano": ("theano_compat.theano_api",),
    "pymc3": ("theano_compat.pymc3_api", "theano_compat.models"),
}
_LEGACY = {place: legacy for legacy, homes in HOMES.items() for place in homes}


def exists(name: str) -> bool:
    """Whether the module `name` can be imported, judged without importing it (its parents are)."""
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def home(legacy: str) -> str:
    """The module of ours that is `legacy` ("pymc3.model"); one that is nowhere would be in the skin."""
    found = places(legacy)
    return next((place for place in found if exists(place)), found[0])


def places(legacy: str) -> list[str]:
    """Where `legacy` may be, in the order in which it is looked for."""
    root, dot, rest = legacy.partition(".")
    return [place + dot + rest for place in HOMES[root]]


def legacy_name(module: str) -> str:
    """What a module of ours is in the old libraries; itself where it is none of theirs."""
    for place, legacy in _LEGACY.items():
        if module == place or module.startswith(place + "."):
            return legacy + module[len(place) :]
    return module


__all__ = ["HOMES", "exists", "home", "legacy_name", "places"]
