"""The module-level `__getattr__` of legacy modules: serve a missing name from elsewhere, or say why it is absent."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from .legacy_modules import HOMES, exists, home, legacy_name, places


def absent_from(module: str, later: Mapping[str, tuple[str, str]] | None = None) -> Callable[[str], Any]:
    """Return the module-level `__getattr__` of `module`.

    Submodules load on first use, as they were there in the legacy packages. Names in `later` (as `names_of` returns
    them) load on first use too, and stay. Then come the names that the legacy module had from other modules. Other
    names raise AttributeError (ImportError in a `from ... import`), with the reason where we know one.
    """

    def __getattr__(name: str) -> Any:
        full = f"{legacy_name(module)}.{name}"
        if name.startswith("__"):  # every import asks for some
            raise AttributeError(f"module '{legacy_name(module)}' has no attribute '{name}'", name=name)
        if later is not None and name in later:
            place, there = later[name]
            found = getattr(_module(module, place), there)
            setattr(sys.modules[module], name, found)
            return found
        for place in places(full):
            if exists(place):
                return importlib.import_module(place)
        from .absence_reasons import absence  # loaded on demand: most programs ask for no missing name
        from .incidental_names import NOWHERE, elsewhere  # likewise
        from .pickle_only_names import for_pickles  # likewise

        found = elsewhere(full)
        if found is NOWHERE:
            found = for_pickles(full)
            if found is None:
                raise absence(full)
        return found

    return __getattr__


def names_of(**modules: str) -> dict[str, tuple[str, str]]:
    """Return {name: (module, its name there)} of `module="names here=there"`, for `absent_from`.

    A module is named from its package on, or in full: its name of ours or its legacy name. `name` alone is the same in
    both places.
    """
    found = {}
    for module, names in modules.items():
        for name in names.split():
            here, _, there = name.partition("=")
            found[here] = module, there or here
    return found


def _module(package: str, name: str) -> ModuleType:
    """Import `name`: a full name of ours, a full legacy name, or a module below `package`."""
    if name.startswith("theano_compat."):
        return importlib.import_module(name)
    full = name if name.partition(".")[0] in HOMES else f"{legacy_name(package)}.{name}"
    return importlib.import_module(home(full))
