"""The user's settings: margins of single variables, variables to ignore, and symmetric variables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.regular_file import regular

from .errors import CannotCompare
from .verdict import MARGINS, STATISTICS

CORRELATION, PROBABILITY = "correlation", "probability"
# Of atanh r: a shift of the mean by 0.15 sd has the same standard error. Of a probability: its change by such a shift.
OTHER_MARGINS = {CORRELATION: 0.15, PROBABILITY: 0.06}
KEYS = (*STATISTICS, CORRELATION, PROBABILITY)


@dataclass(frozen=True)
class Settings:
    """`factors`: variable -> factor on all its margins; `exact`: variable ("" for all) -> margin by key.

    ignored: variables that are not compared. symmetric: vectors whose elements can be exchanged together.
    """

    factors: Mapping[str, float] = field(default_factory=dict)
    exact: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    symmetric: tuple[str, ...] = ()

    @property
    def named(self) -> list[str]:
        """Return the variables that the settings mention."""
        return list(dict.fromkeys([*self.factors, *filter(None, self.exact), *self.ignored, *self.symmetric]))

    def margins(self, name: str) -> np.ndarray:
        """Return the margins (5,) of the statistics of a variable's scalars."""
        return np.array([self.margin(name, key) for key in STATISTICS])

    def margin(self, name: str, key: str) -> float:
        """Return one margin of a variable: its own, or the general one; times the variable's factor."""
        default = dict(zip(STATISTICS, MARGINS.tolist(), strict=True)) | OTHER_MARGINS
        for owner in (name, ""):
            if key in self.exact.get(owner, {}):
                return self.exact[owner][key] * self.factors.get(name, 1.0)
        return default[key] * self.factors.get(name, 1.0)


def read(path: str | Path) -> Settings:
    """Read settings from a TOML file, or from the section [tool.migrate-compare] of a pyproject.toml.

    [margins] holds margins for all, [variables.NAME] for one: `mean`, `log sd`, `q05`, `median`, `q95`, `correlation`,
    `probability`, or `factor` for all of them, or `ignore = true`; `symmetric = [names]` stands at the top.
    Raises CannotCompare, with the file and the key, for a setting that is not understood.
    """
    try:
        held = tomllib.loads(regular(path).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CannotCompare(f"{path}: no TOML: {error}") from None
    if Path(path).name == "pyproject.toml":
        held = held.get("tool", {}).get("migrate-compare", {})
    try:
        return _settings(held)
    except (TypeError, ValueError, AttributeError) as error:
        raise CannotCompare(f"{path}: {error}") from None


def _settings(held: Mapping[str, Any]) -> Settings:
    if unknown := set(held) - {"margins", "variables", "symmetric"}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}; there are margins, variables, symmetric")
    exact = {"": _margins(held.get("margins", {}), "margins")}
    factors, ignored = {}, []
    for name, one in held.get("variables", {}).items():
        rest = dict(one)
        if rest.pop("ignore", False) is True:
            ignored.append(name)
        if "factor" in rest:
            factors[name] = positive(rest.pop("factor"), f"variables.{name}.factor")
        exact[name] = _margins(rest, f"variables.{name}")
    return Settings(factors, exact, tuple(ignored), tuple(map(str, held.get("symmetric", ()))))


def _margins(held: Mapping[str, Any], where: str) -> dict[str, float]:
    for key in held:
        if key not in KEYS:
            raise ValueError(f"{where}: no margin {key!r}; there are {', '.join(KEYS)}")
    return {key: positive(value, f"{where}.{key}") for key, value in held.items()}


def positive(value: Any, where: str) -> float:
    """Return a number above zero. Raises ValueError that says where it is."""
    number = float(value)
    if not 0.0 < number < np.inf:
        raise ValueError(f"{where} must be a number above zero, not {value!r}")
    return number
