"""`import theano` and `import pymc3` give our packages: two finders, and the ways to put them in.

Every module of ours has one object under all its names: `theano.tensor`, `compat.tensor`, `theano_compat.tensor` and
`theano_compat.theano_api.tensor` are the same. `Submodules` sees to that. It stands before others in `sys.meta_path`,
but only ever answers for packages that already are ours, so it shadows none. `TopLevel` decides who `theano` and
`pymc3` are: last in the path (`import compat` put it there) it answers only where no real one is installed, first in
the path (`install()`) it always answers.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from .legacy_modules import exists, home, legacy_name
from .when_imported import WATCHER

if TYPE_CHECKING:  # 15 ms that every start would pay; so would the base classes of importlib.abc
    from importlib.metadata import Distribution, DistributionFinder

ALIASES = {
    "theano": "theano_compat.theano_api",
    "pymc3": "theano_compat.pymc3_api",
    "theano_compat.pymc3": "theano_compat.pymc3_api",
}


class LegacyName:
    """Gives the module that is, or will be, there under another name, with all that `import *` brought from it."""

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
        module.__spec__ = self._spec  # importlib has put the second name's there
        # Name what is below too. Importing `theano.compile.function` later would put the module where
        # `theano.compile` has its function of that name.
        for name in [name for name in sys.modules if name.startswith(self.real + ".")]:
            sys.modules.setdefault(self.name + name[len(self.real) :], sys.modules[name])
        from .star_names import complete  # an import of ours must cost little before `theano` is asked for

        for name in [name for name in sys.modules if name == self.real or name.startswith(self.real + ".")]:
            complete(sys.modules[name])


def alias(name: str, real: str) -> ModuleSpec:
    loader: Any = LegacyName(name, real)
    found = importlib.util.find_spec(real)
    package = found is not None and found.submodule_search_locations is not None
    return ModuleSpec(name, loader, origin=f"alias of {real}", is_package=package)


class Submodules:
    """`theano.tensor.nnet` once `theano.tensor` is ours: the module of the same place in our trees."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        parent, _, tail = fullname.rpartition(".")
        if parent.partition(".")[0] not in ("theano", "pymc3", "compat", "theano_compat"):
            return None
        owner = sys.modules.get(parent)
        if owner is None or owner.__name__ == parent or not is_ours(owner):
            return None
        real = f"{owner.__name__}.{tail}"
        if not exists(real):
            real = home(legacy_name(real))
        if not exists(real):
            from .absent import why_absent  # an import of ours must cost little before `theano` is asked for

            raise ModuleNotFoundError(why_absent(fullname, is_module=True), name=fullname)
        return alias(fullname, real)


class TopLevel:
    """`theano`, `pymc3`, and `theano_compat.X` for every `theano.X` that is not one of our own packages."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in ALIASES:
            if "." not in fullname:
                from .settings import config  # an import of ours must cost little before `theano` is asked for

                config.reread_environment()  # the script may have set THEANO_FLAGS in its first lines
            return alias(fullname, ALIASES[fullname])
        parent, _, tail = fullname.partition(".")
        if parent == "theano_compat" and tail.isidentifier() and path is not None and not is_own_module(tail):
            real = f"theano_compat.theano_api.{tail}"
            return alias(fullname, real) if exists(real) else None
        return None

    def find_distributions(self, context: DistributionFinder.Context | None = None) -> Iterable[Distribution]:
        # an import of ours must cost little before `theano` is asked for
        from .legacy_distributions import distributions

        return distributions(context.name if context is not None else None)


def is_own_module(name: str) -> bool:
    """Whether `compat.<name>` is a file or folder of ours, which then keeps its name."""
    return PathFinder.find_spec(f"theano_compat.{name}", sys.modules["theano_compat"].__path__) is not None


SUBMODULES, TOP_LEVEL = Submodules(), TopLevel()


def state() -> str:
    """ "installed" (we answer first), "fallback" (only where no real library is) or "absent"."""
    if TOP_LEVEL not in sys.meta_path:
        return "absent"
    return "installed" if sys.meta_path[-1] is not TOP_LEVEL else "fallback"


def put_last() -> None:
    """What `import compat` does: `import theano` then works where no real theano is installed."""
    if TOP_LEVEL not in sys.meta_path:
        sys.meta_path.insert(0, SUBMODULES)
        sys.meta_path.append(TOP_LEVEL)
        ours_first()


def ours_first() -> None:
    """Have our files found before other finders are asked, hundreds of times; what waits for a module sees it first."""
    first = [finder for finder in (WATCHER,) if finder in sys.meta_path]
    sys.meta_path[:] = [*first, *(finder for finder in sys.meta_path if finder not in first)]


def let_go_of_alias() -> None:
    """Forget that `compat` is ours: who imports it next gets what stands first in `sys.path`."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "compat" and is_ours(module):
            del sys.modules[name]


def foreign(name: str) -> ModuleType | None:
    """The real library of that name, if this process has already imported it."""
    module = sys.modules.get(name)
    return module if module is not None and not is_ours(module) else None


def is_ours(module: ModuleType) -> bool:
    """Whether this is one of our modules, under whatever name it was imported."""
    return getattr(module, "__name__", "").partition(".")[0] == "theano_compat"
