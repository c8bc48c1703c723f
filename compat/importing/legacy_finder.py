"""The finder that makes `import theano` and `import pymc3` give our packages, and the functions that install it.

Every module of ours is one object under all its names: `theano.tensor`, `compat.tensor`, `theano_compat.tensor` and
`theano_compat.theano_api.tensor` are the same. `Finder` stands before Python's own finders, which would load a file
a second time under its second name. It only answers for names that are ours: submodules of our packages, and
`theano` and `pymc3` themselves (after `import compat` where no real one is installed, after `install()` always).
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from . import reexporting
from .legacy_modules import FORMER, exists, home, legacy_name, today
from .post_import import WATCHER

if TYPE_CHECKING:  # importing it takes 15 ms, as would the base classes of importlib.abc
    from importlib.metadata import Distribution, DistributionFinder

ALIASES = {
    "theano": "theano_compat.theano_api",
    "pymc3": "theano_compat.pymc3_api",
    "theano_compat.pymc3": "theano_compat.pymc3_api",
}


class LegacyName:
    """Loader of an alias: gives the module imported under its real name, with the names that `import *` must bring."""

    def __init__(self, name: str, real: str) -> None:
        self.name, self.real = name, real
        self._spec: ModuleSpec | None = None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(self.real)
        self._spec = module.__spec__
        return module

    def get_code(self, name: str) -> CodeType | None:
        """Return the code of `compat.__main__`, which `python -m compat` looks for."""
        spec = importlib.util.find_spec(self.real)
        return spec.loader.get_code(self.real) if spec is not None else None  # type: ignore[union-attr]

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec  # importlib has replaced it by the alias's spec
        # Alias the submodules too. A later import of `theano.compile.function` would otherwise overwrite the
        # function of that name in `theano.compile`. A module below its successor (`numpy.lib.utils`, now `numpy`)
        # never had any; an alias of that kind would double what lies below the successor.
        below = self.real + "."
        if not self.name.startswith(below):
            for name in [name for name in sys.modules if name.startswith(below)]:
                if (ours := self.name + name[len(self.real) :]) not in FORMER:
                    sys.modules.setdefault(ours, sys.modules[name])
        from .star_names import complete  # an import of ours must cost little before `theano` is asked for

        for name in [name for name in sys.modules if name == self.real or name.startswith(below)]:
            complete(sys.modules[name])


def alias(name: str, real: str) -> ModuleSpec:
    """Return the spec of `name` as an alias of the module `real`."""
    loader: Any = LegacyName(name, real)
    found = importlib.util.find_spec(real)
    package = found is not None and found.submodule_search_locations is not None
    return ModuleSpec(name, loader, origin=f"alias of {real}", is_package=package)


class Finder:
    """Find `theano`, `pymc3`, `theano_compat.X` for `theano.X`, and their submodules; and what other packages moved.

    installed: whether `theano` and `pymc3` are ours even where real ones can be imported. moved: modules of others that
    are gone, and their successors, which are given where no other finder answers. given: those that were asked for.
    """

    installed = False

    def __init__(self) -> None:
        self.moved: Mapping[str, str] = {}
        self.given: dict[str, str] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in self.moved:
            return self._successor(fullname, path)
        if fullname.partition(".")[0] not in ("theano", "pymc3", "compat", "theano_compat"):
            return None
        spec = self._spec(fullname, path)
        if spec is not None:
            self.step_in_front()
        return spec

    def step_in_front(self) -> None:
        """Stand in front of the other finders, behind our watcher, which asks them all.

        One that was put in front later, as pytest's is, finds what lies below a package of ours by its legacy name and
        its path, and would load it a second time.
        """
        ours = [finder for finder in (WATCHER, self) if finder in sys.meta_path]
        if self in ours and sys.meta_path[: len(ours)] != ours:
            others = [finder for finder in sys.meta_path if finder not in ours]
            sys.meta_path[:] = [*ours, *others]  # in one step: other threads may import meanwhile

    def _spec(self, fullname: str, path: Sequence[str] | None) -> ModuleSpec | None:
        parent, _, tail = fullname.rpartition(".")
        if not parent:
            return self._top_level(fullname)
        owner = sys.modules.get(parent)
        if owner is None or not is_ours(owner):
            return None
        if owner.__name__ != parent and fullname not in FORMER:
            return _below_another_name(fullname, owner.__name__, path)
        if fullname in ALIASES:
            return alias(fullname, ALIASES[fullname])
        if parent == "theano_compat" and not is_own_module(tail):
            real = home(f"theano.{tail}")
            return alias(fullname, real) if tail.isidentifier() and exists(real) else None
        if fullname in FORMER:
            return alias(fullname, FORMER[fullname])
        return reexporting.spec_of(fullname, path)

    def _successor(self, name: str, path: Sequence[str] | None) -> ModuleSpec | None:
        became = self.moved[name]
        if _found_by_another(name, path) is not None or not exists(became):
            return None
        self.given[name] = became
        return alias(name, became)

    def _top_level(self, name: str) -> ModuleSpec | None:
        if name not in ALIASES or not self.installed and _found_by_another(name, None) is not None:
            return None
        from ..settings import config  # an import of ours must cost little before `theano` is asked for

        config.reread_environment()  # the script may have set THEANO_FLAGS in its first lines
        return alias(name, ALIASES[name])

    def find_distributions(self, context: DistributionFinder.Context | None = None) -> Iterable[Distribution]:
        from importlib.metadata import MetadataPathFinder

        from .package_metadata import distributions  # an import of ours must cost little before it is asked for

        found = distributions(context.name if context is not None else None)
        real = found and not self.installed and any(MetadataPathFinder.find_distributions(context))  # type: ignore
        return [] if real else found


def _found_by_another(name: str, path: Sequence[str] | None) -> ModuleSpec | None:
    """Return the spec that another finder has for the module."""
    asking_us = (FINDER, WATCHER)
    others = (finder for finder in sys.meta_path if finder not in asking_us and hasattr(finder, "find_spec"))
    return next((spec for finder in others if (spec := finder.find_spec(name, path)) is not None), None)


def _below_another_name(fullname: str, owner: str, path: Sequence[str] | None) -> ModuleSpec:
    """Return the alias of a module below `owner`, a module of ours that was imported under a legacy name."""
    real = today(f"{owner}.{fullname.rpartition('.')[2]}")
    if not exists(real) and (legacy := legacy_name(real)) != real:
        real = home(legacy)
    if not exists(real):
        if (found := _found_by_another(fullname, path)) is not None:  # a user's own finder adds it, as for old tests
            return found
        from .absence_reasons import why_absent  # an import of ours must cost little before `theano` is asked for

        raise ModuleNotFoundError(why_absent(fullname, is_module=True), name=fullname)
    return alias(fullname, real)


def is_own_module(name: str) -> bool:
    """Say whether `compat.<name>` is or was a file or folder of ours; it then keeps its name."""
    full = f"theano_compat.{name}"
    return full in FORMER or PathFinder.find_spec(full, sys.modules["theano_compat"].__path__) is not None


FINDER = Finder()


def state() -> str:
    """Return "installed" (we always answer), "fallback" (only where no real library exists) or "absent"."""
    if FINDER not in sys.meta_path:
        return "absent"
    return "installed" if FINDER.installed else "fallback"


def put_in(installed: bool = False) -> None:
    """Make `theano` and `pymc3` importable, as `import compat` and `install()` do."""
    FINDER.installed = installed
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)
        FINDER.step_in_front()


def let_go_of_alias() -> None:
    """Forget the alias `compat`: the next import of it gets the first one on `sys.path`."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "compat" and is_ours(module):
            del sys.modules[name]


def foreign(name: str) -> ModuleType | None:
    """Return the real library of that name, if this process has already imported it."""
    module = sys.modules.get(name)
    return module if module is not None and not is_ours(module) else None


def is_ours(module: ModuleType) -> bool:
    """Say whether this is one of our modules, whatever name it was imported under."""
    return getattr(module, "__name__", "").partition(".")[0] in ("theano_compat", "theano_environment")
