"""Put the removed names back, keep the record, and take them away again."""

import builtins
import importlib
import operator
import os
import warnings
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

from compat.legacy_environment import (
    frequencies,
    h5py_strings,
    modules,
    numpy_arguments,
    numpy_names,
    other_packages,
    pandas_arguments,
    pandas_categories,
    pandas_names,
    pandas_values,
    plotting_arguments,
    plotting_names,
    plotting_styles,
    scipy_arguments,
    scipy_names,
    standard_arguments,
    standard_library,
)
from compat.legacy_environment.row import Narrowed, Removed
from compat.when_imported import forget, when_imported

STARRED = ("numpy", "scipy")  # old programs say `from numpy import *`
_restored: list[tuple[Any, Removed]] = []
_widened: list[tuple[Any, Narrowed, Any]] = []  # and what stood there
_INHERITED = object()
_applied = False


def wanted() -> bool:
    """Whether the user has not switched this off with COMPAT_ENVIRONMENT=0."""
    return os.environ.get("COMPAT_ENVIRONMENT", "1") not in ("0", "no", "off")


def tables() -> tuple[Removed, ...]:
    """Every row of every table of names."""
    return (
        *standard_library.TABLE,
        *numpy_names.TABLE,
        *scipy_names.TABLE,
        *plotting_names.TABLE,
        *pandas_names.TABLE,
        *h5py_strings.NAMES,
        *other_packages.TABLE,
    )


def narrowed() -> tuple[Narrowed, ...]:
    """Every row of every table of functions that take less than they took."""
    return (
        *standard_arguments.TABLE,
        *numpy_arguments.TABLE,
        *scipy_arguments.TABLE,
        *plotting_arguments.TABLE,
        *pandas_arguments.TABLE,
        *pandas_values.TABLE,
        *pandas_categories.TABLE,
        *h5py_strings.TABLE,
        *other_packages.ARGUMENTS,
    )


def apply() -> None:
    """Give back every name that is missing; in libraries not imported yet, once they are."""
    global _applied
    if _applied:
        return
    _applied = True
    by_module: dict[str, list[Removed | Narrowed]] = {}
    rows: list[Removed | Narrowed] = [*tables(), *narrowed()]
    for row in rows:
        by_module.setdefault(row.module, []).append(row)
    for module, own in by_module.items():
        when_imported(module, partial(_patch, own), __name__)
    when_imported("matplotlib.style", plotting_styles.apply, __name__)
    when_imported("pandas", frequencies.apply, __name__)
    when_imported("arviz", _with_pymc3, __name__)
    modules.apply()


def restore() -> None:
    """Take away what `apply` gave."""
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
    frequencies.restore()
    plotting_styles.restore()
    modules.restore()
    forget(__name__)
    _applied = False


def report() -> dict[str, str]:
    """Full name -> note, for every name that was given back in this process so far."""
    names = {row.full_name: row.note for _, row in _restored}
    names |= {row.full_name: row.note for _, row, _ in _widened}
    return {**names, **modules.finder.used, **plotting_styles.report(), **frequencies.used}


def restored() -> tuple[tuple[Any, Removed], ...]:
    """(owner, row) of every name that was given back so far."""
    return tuple(_restored)


def _patch(rows: list[Removed | Narrowed], module: ModuleType) -> None:
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
        return  # what it became is not here either: the library's own error stays
    setattr(owner, row.name, value)
    _restored.append((owner, row))
    if row.owner in STARRED and not hasattr(builtins, row.name):  # np.float was never brought by a star
        owner.__all__.append(row.name)


def _has(owner: Any, name: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return name in vars(owner) or hasattr(owner, name)
        except ImportError:  # what scikit-learn raises to say why a name is gone
            return False


def _with_pymc3(module: ModuleType) -> None:
    """ArviZ takes old traces, and has from_pymc3 again, once pymc3 is there; a script may import ArviZ first."""
    importlib.import_module("theano_compat.pymc3_api.arviz_bridge").give_back(module)
