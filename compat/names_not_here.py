"""What modules of the legacy trees do for a name that they lack: serve it from elsewhere, or say why it is absent."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from compat.absent import absence
from compat.elsewhere import NOWHERE, elsewhere
from compat.legacy_modules import exists, legacy_name, places
from compat.only_in_pickles import for_pickles


def absent_from(module: str, later: Mapping[str, str] | None = None) -> Callable[[str], Any]:
    """Return the module-level `__getattr__` of `module`.

    Its submodules load on first use, as the legacy packages had them loaded; so do the names in `later` (name -> the
    submodule that has it), and what the module had of other modules. Other names raise AttributeError (ImportError in a
    `from ... import`), with the reason where we have one.
    """

    def __getattr__(name: str) -> Any:
        full = f"{legacy_name(module)}.{name}"
        if name.startswith("__"):
            raise absence(full)
        if later is not None and name in later:
            return getattr(importlib.import_module(f"{module}.{later[name]}"), name)
        for place in places(full):
            if exists(place):
                return importlib.import_module(place)
        found = elsewhere(full)
        if found is NOWHERE:
            found = for_pickles(full)
            if found is None:
                raise absence(full)
        return found

    return __getattr__
