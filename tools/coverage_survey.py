"""What the shim has of the legacy names: found by importing it."""

import importlib
import warnings
from dataclasses import dataclass
from typing import Any

from theano_compat.importing.legacy_modules import exists, home
from theano_compat.importing.pickle_only_names import only_for_pickles
from tools.legacy_names import LegacyModule, modules


@dataclass(frozen=True)
class Found:
    """Names of one legacy module that the shim has, and those among them that are another kind of thing."""

    module: str
    exists: bool
    supported: tuple[str, ...]
    of_another_kind: tuple[str, ...]


def load(name: str) -> Any:
    """A module, or None where there is none of that name. Its own failures are not hidden."""
    return importlib.import_module(name) if exists(name) else None


def look(legacy: LegacyModule) -> Found:
    """Look every name of a legacy module up in ours."""
    if legacy.name == "theano.config":
        return _flags(legacy)
    module = load(home(legacy.name))
    if module is None:
        return Found(legacy.name, False, (), ())
    supported, wrong = [], []
    for name, kinds in legacy.kinds.items():
        value = _get(module, name)
        if value is _ABSENT or only_for_pickles(value):
            continue
        supported.append(name)
        if not any(_same_kind(value, kind) for kind in kinds):
            wrong.append(name)
    return Found(legacy.name, True, tuple(supported), tuple(wrong))


def survey() -> dict[str, Found]:
    """All legacy modules."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # importing a name that warns is not using it
        return {name: look(module) for name, module in modules().items()}


_ABSENT = object()


def _get(module: Any, name: str) -> Any:
    try:
        return getattr(module, name)
    except AttributeError:
        below = load(f"{module.__name__}.{name}")
        return _ABSENT if below is None else below


def _same_kind(value: Any, kind: str) -> bool:
    if kind in ("class", "function", "callable"):
        return callable(value)
    return hasattr(value, "__path__") or hasattr(value, "__spec__") if kind == "module" else True


def _flags(legacy: LegacyModule) -> Found:
    from theano_compat.settings import config

    names = set(legacy.kinds) | {name.partition(".")[0] for name in legacy.kinds}
    return Found(legacy.name, True, tuple(sorted(name for name in names if hasattr(config, name))), ())
