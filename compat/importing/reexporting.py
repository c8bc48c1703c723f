"""Make the modules of `reexported_modules` when they are imported: their spec, and the loader that fills them."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .legacy_modules import HOMES, legacy_name
from .pickle_only_names import MODULE, MODULES, PACKAGES

if TYPE_CHECKING:
    from .reexported_modules import Reexported

_SKINS = tuple(f"{place}." for place in (*HOMES["theano"], HOMES["pymc3"][0]))  # in `models/` each module is a file


class Loader:
    """Fill a module with the names of one entry."""

    def __init__(self, entry: Reexported) -> None:
        self.entry = entry

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        from .module_getattr import absent_from  # which imports this module

        about, name = self.entry.about, self.entry.name
        module.__doc__ = about if about == MODULE else f"{about} Source of the names: {name}.".strip()
        for source, names in self.entry.sources.items():
            home = importlib.import_module(source)
            for name in names.split():
                here, _, there = name.partition("=")
                setattr(module, here, getattr(home, there or here))
        public = [name for name in vars(module) if not name.startswith("_")]
        vars(module).update(__all__=sorted(public), __getattr__=absent_from(module.__name__))


def spec_of(fullname: str, path: Sequence[str] | None) -> ModuleSpec | None:
    """Return the spec of a module that has an entry and no file; None for others."""
    if not fullname.startswith(_SKINS):
        return None
    if PathFinder.find_spec(fullname, path) is not None:
        return None
    from .reexported_modules import (  # loaded only where a legacy module has no file
        REEXPORTED,
        Reexported,
    )

    name = legacy_name(fullname)
    entry = REEXPORTED.get(name)
    if entry is None and name in MODULES:
        entry = Reexported(name, MODULE, {})
    if entry is None:
        return None
    loader: Any = Loader(entry)
    return ModuleSpec(fullname, loader, origin="compat/importing/reexported_modules.py", is_package=name in PACKAGES)


__all__ = ["spec_of"]
