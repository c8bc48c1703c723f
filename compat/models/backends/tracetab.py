"""Traces as pandas tables. Source: pymc3.backends.tracetab."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...importing.module_getattr import absent_from
from ..modelling.util import get_default_varnames
from ..optional_packages import import_pandas

if TYPE_CHECKING:
    from .base import MultiTrace

__all__ = ["trace_to_dataframe"]


def trace_to_dataframe(
    trace: MultiTrace,
    chains: int | Sequence[int] | None = None,
    varnames: Sequence[str] | None = None,
    include_transformed: bool = False,
    *,
    hide_transformed_vars: bool | None = None,
) -> Any:
    """Return a pandas DataFrame, a column per scalar (`theta__0`, `theta__0_1`), a row per draw.

    trace: a MultiTrace. chains: numbers of chains; all by default, one after the other.
    varnames: names of variables, of any shape; all by default. include_transformed: whether transformed ones count.
    hide_transformed_vars: the opposite, as PyMC3 3.0 and 3.1 called it.

    ImportError with the pip command where pandas is missing.
    """
    pandas = import_pandas()
    if hide_transformed_vars is not None:
        include_transformed = not hide_transformed_vars
    if varnames is None:
        varnames = get_default_varnames(trace.varnames, include_transformed)
    columns: dict[str, np.ndarray] = {}
    for name in varnames:
        values = trace.get_values(name, combine=True, chains=chains)
        flat = values.reshape(len(values), -1)
        columns.update(zip(create_flat_names(name, values.shape[1:]), flat.T, strict=True))
    return pandas.DataFrame(columns)


def create_flat_names(varname: str, shape: tuple[int, ...]) -> list[str]:
    """Return the column names of a variable, one for each element.

    varname: its name. shape: its shape, a tuple.
    """
    if not shape:
        return [varname]
    places = itertools.product(*(range(n) for n in shape))
    return [f"{varname}__{'_'.join(map(str, place))}" for place in places]


def _create_shape(flat_names: list[str]) -> tuple[int, ...]:
    """Return the shape of a variable from the names of its columns.

    flat_names: these names, the last one last.
    """
    if "__" not in flat_names[-1]:
        return ()
    return tuple(int(n) + 1 for n in flat_names[-1].rpartition("__")[2].split("_"))


__getattr__ = absent_from(__name__)
