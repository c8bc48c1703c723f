"""What every module of this tree does for a name that is not in it: AttributeError, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from compat.absent import absence
from compat.elsewhere import NOWHERE, elsewhere


def absent_from(module: str, later: Mapping[str, str] | None = None) -> Callable[[str], Any]:
    """A module-level `__getattr__` for `module` of this tree: its submodules load on first use, as the
    legacy packages had them loaded, and so do the names in `later` (name -> the submodule that has it), and what
    the module had of other modules; other names raise AttributeError (ImportError in a `from ... import`), with the
    reason where we have one."""

    def __getattr__(name: str) -> Any:
        if later is not None and name in later:
            import importlib

            return getattr(importlib.import_module(f"{module}.{later[name]}"), name)
        if not name.startswith("__"):
            import importlib.util

            full = f"{module}.{name}"
            try:
                spec = importlib.util.find_spec(full)
            except ModuleNotFoundError:  # `module` is no package
                spec = None
            if spec is not None:
                return importlib.import_module(full)
            found = elsewhere(f"{legacy_name(module)}.{name}")
            if found is not NOWHERE:
                return found
        raise absence(f"{legacy_name(module)}.{name}")

    return __getattr__


def legacy_name(module: str) -> str:
    """`theano.tensor` for `compat.theano_api.tensor`."""
    return "theano" + module.removeprefix("theano_compat.theano_api")
