"""Styles of matplotlib under their old names."""

import sys
from types import ModuleType
from typing import Any

from .plotting_names import renamed_styles

_given: list[str] = []


def apply(module: ModuleType | None = None) -> None:
    """Add matplotlib's styles under their old names."""
    style: Any = module or sys.modules["matplotlib.style"]
    for old, new in renamed_styles(style.library).items():
        style.library[old] = style.library[new]
        if old not in style.available:  # a list that is filled when the library is imported
            style.available.append(old)
        if old not in _given:
            _given.append(old)
    for parameters in map(sys.modules["matplotlib"].__dict__.get, ("rcParams", "rcParamsDefault")):
        _name_colours(parameters)


def _name_colours(parameters: Any) -> None:
    """Write the colours of lines as "#1f77b4", as until matplotlib 3.10, and not as three numbers."""
    from matplotlib.colors import to_hex

    colours = parameters["axes.prop_cycle"].by_key().get("color", ())
    if list(parameters["axes.prop_cycle"].keys) == ["color"] and any(isinstance(one, tuple) for one in colours):
        dict.__setitem__(parameters, "axes.prop_cycle", sys.modules["matplotlib"].cycler(color=map(to_hex, colours)))


def restore() -> None:
    """Remove the old names."""
    style: Any = sys.modules.get("matplotlib.style")
    while _given:
        old = _given.pop()
        style.library.pop(old, None)
        if old in style.available:
            style.available.remove(old)


def report() -> dict[str, str]:
    """Map each old name that was added to its note."""
    return {f"matplotlib style {name!r}": "renamed by matplotlib 3.6" for name in _given}
