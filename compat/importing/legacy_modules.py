"""Which module of ours is a legacy module: in `theano_api/` or `pymc3_api/`, or at the same place in `models/`."""

from __future__ import annotations

import importlib.util
import sys

HOMES = {
    "theano": ("theano_compat.theano_api",),
    "pymc3": ("theano_compat.pymc3_api", "theano_compat.models"),
}
_LEGACY = {place: legacy for legacy, homes in HOMES.items() for place in homes}


def exists(name: str) -> bool:
    """Say whether the module `name` can be imported, without importing it (its parents are imported)."""
    try:
        return name in sys.modules or importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def home(legacy: str) -> str:
    """Return the module of ours for `legacy` ("pymc3.model"); if there is none, its place in the skin."""
    found = places(legacy)
    return next((place for place in found if exists(place)), found[0])


def places(legacy: str) -> list[str]:
    """Return the places where `legacy` may be, in search order."""
    root, dot, rest = legacy.partition(".")
    return [place + dot + rest for place in HOMES[root]]


def legacy_name(module: str) -> str:
    """Return the legacy name of a module of ours; the name itself if it has none."""
    for place, legacy in _LEGACY.items():
        if module == place or module.startswith(place + "."):
            return legacy + module[len(place) :]
    return module


__all__ = ["HOMES", "exists", "home", "legacy_name", "places"]
