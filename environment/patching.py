"""Restore the removed names, record which were restored, and remove them again."""

import builtins
import importlib
import operator
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import ModuleType
from typing import Any

from theano_compat.importing.post_import import forget, when_imported

from . import (
    modules,
    numpy_arguments,
    numpy_names,
    standard_arguments,
    standard_library,
    warned_lines,
)
from .old_values import numpy_printing, numpy_values
from .restored_name import Narrowed, Removed

AT_ONCE = (standard_library, standard_arguments, numpy_names, numpy_arguments, numpy_values)
WHEN_IMPORTED = {  # package: our files with rows for it, loaded only if the package is imported
    "scipy": "scipy_names scipy_arguments old_values.scipy_values",
    "matplotlib": "plotting_names plotting_arguments plotting_values plotting_lists",
    "seaborn": "plotting_names plotting_arguments",
    "arviz": "plotting_names plotting_arguments arviz_results",
    "pandas": "pandas_names pandas_arguments pandas_values pandas_columns pandas_categories pandas_upcasts "
    "pandas_settings old_values.pandas_dates old_values.pandas_groups old_values.pandas_defaults plotting_names",
    "h5py": "h5py_strings",
    "bokeh": "bokeh_arguments",
    **dict.fromkeys("statsmodels astropy IPython sklearn yaml pytest dabest mizani".split(), "other_packages"),
}
ROOTS = {"matplotlib": ("matplotlib", "mpl_toolkits")}  # where a package has modules outside itself
STARRED = ("numpy", "scipy")  # old programs say `from numpy import *`
Change = Removed | Narrowed

_restored: list[tuple[Any, Removed]] = []
_widened: list[tuple[Any, Narrowed, Any]] = []  # with the object that was replaced
_INHERITED = object()
_applied = False


def wanted() -> bool:
    """Say whether restoring is on: COMPAT_ENVIRONMENT=0 switches it off."""
    return os.environ.get("COMPAT_ENVIRONMENT", "1") not in ("0", "no", "off")


def tables() -> tuple[Removed, ...]:
    """Return every row of every table of names."""
    return tuple(row for row in _all_rows() if isinstance(row, Removed))


def narrowed() -> tuple[Narrowed, ...]:
    """Return every row of every table of functions that accept less than they once did."""
    return tuple(row for row in _all_rows() if isinstance(row, Narrowed))


def _all_rows() -> Iterator[Change]:
    for table in AT_ONCE:
        yield from table.TABLE
    for name in dict.fromkeys(name for names in WHEN_IMPORTED.values() for name in names.split()):
        yield from _file(name).TABLE


def _file(name: str) -> Any:
    return importlib.import_module(f"theano_environment.{name}")


def apply() -> None:
    """Restore every missing name; in libraries not imported yet, once they are."""
    global _applied
    if _applied:
        return
    _applied = True
    for table in AT_ONCE:
        _patch_when_imported(table.TABLE)
    for package in WHEN_IMPORTED:
        when_imported(package, _patch_package, __name__)
    modules.apply()
    numpy_printing.apply()
    warned_lines.apply()


def _patch_package(package: ModuleType) -> None:
    """Load the tables with rows for a package that has just been imported."""
    package_name = package.__name__
    for name in WHEN_IMPORTED[package_name].split():
        roots = ROOTS.get(package_name, (package_name,))
        rows = [row for row in _file(name).TABLE if row.module.partition(".")[0] in roots]
        _patch([row for row in rows if row.module == package_name], package)
        _patch_when_imported(row for row in rows if row.module != package_name)
    if package_name == "matplotlib":
        when_imported("matplotlib.style", _file("plotting_styles").apply, __name__)
    elif package_name == "pandas":
        _file("frequencies").apply(package)
        _file("old_values.pandas_defaults").apply(package)
    elif package_name == "arviz":
        _with_pymc3(package)


def _patch_when_imported(rows: Iterable[Change]) -> None:
    by_module: dict[str, list[Change]] = {}
    for row in rows:
        by_module.setdefault(row.module, []).append(row)
    for module, own in by_module.items():
        when_imported(module, partial(_patch, own), __name__)


def restore() -> None:
    """Undo `apply`."""
    global _applied
    for owner, row in reversed(_restored):
        if row.name in vars(owner):
            delattr(owner, row.name)
        if row.owner in STARRED and row.name in owner.__all__:
            owner.__all__.remove(row.name)
    _restored.clear()
    while _widened:
        owner, narrow, real = _widened.pop()
        if real is _INHERITED:
            delattr(owner, narrow.name)
        else:
            setattr(owner, narrow.name, real)
    for used in _loaded("frequencies", "old_values.pandas_defaults", "plotting_styles"):
        used.restore()
    modules.restore()
    numpy_printing.restore()
    warned_lines.restore()
    forget(__name__)
    _applied = False


def report() -> dict[str, str]:
    """Map the full name of each name restored so far to its note."""
    names = {row.full_name: row.note for _, row in _restored}
    names |= {row.full_name: row.note for _, row, _ in _widened}
    for used in _loaded("plotting_styles", "old_values.pandas_defaults", "frequencies"):
        names |= used.report()
    return {**names, **modules.report(), **numpy_printing.report()}


def _loaded(*names: str) -> Iterator[Any]:
    """Yield those of our files here that have been loaded."""
    found = (sys.modules.get(f"theano_environment.{name}") for name in names)
    return (module for module in found if module is not None)


def restored() -> tuple[tuple[Any, Removed], ...]:
    """Return (owner, row) for every name restored so far."""
    return tuple(_restored)


def _patch(rows: list[Change], module: ModuleType) -> None:
    for row in rows:
        owner = module
        if ":" in row.owner:
            owner = operator.attrgetter(row.owner.partition(":")[2])(module)
        if isinstance(row, Narrowed):
            _widen(owner, row)
        elif not _has(owner, row.name):
            _give(owner, row)


def _widen(owner: Any, row: Narrowed) -> None:
    real = getattr(owner, row.name, None)
    wider = None if real is None else row.widen(real)
    if wider is not None:
        stood = vars(owner).get(row.name, _INHERITED)
        setattr(owner, row.name, wider)
        _widened.append((owner, row, stood))


def _give(owner: Any, row: Removed) -> None:
    make: Callable[[], Any] = row.make
    try:
        value = make()
    except (ImportError, AttributeError):
        return  # the replacement is missing too: the library's own error stays
    setattr(owner, row.name, value)
    _restored.append((owner, row))
    if row.owner in STARRED and not hasattr(builtins, row.name):  # np.float was never part of `import *`
        owner.__all__.append(row.name)


def _has(owner: Any, name: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return name in vars(owner) or hasattr(owner, name)
        except ImportError:  # scikit-learn raises it to say why a name is gone
            return False


def _with_pymc3(module: ModuleType) -> None:
    """Teach ArviZ old traces and from_pymc3 once pymc3 is imported; a script may import ArviZ first."""
    importlib.import_module("theano_compat.pymc3_api.arviz_bridge").give_back(module)
