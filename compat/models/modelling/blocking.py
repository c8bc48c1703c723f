"""Conversion between points (dicts of arrays) and flat vectors. Source: pymc3.blocking."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from .util import get_var_name

__all__ = ["ArrayOrdering", "DictToArrayBijection", "DictToVarBijection"]

VarMap = namedtuple("VarMap", "var, slc, shp, dtyp")
VarMap.__doc__ = """The place of a variable in the flat vector of an ArrayOrdering.

var: the name. slc: the slice. shp: the shape. dtyp: the dtype.

Example::

    >>> pm.blocking.VarMap("x", slice(0, 2), (2,), "float64").slc
    slice(0, 2, None)

Source: pymc3.blocking.
"""
DataMap = namedtuple("DataMap", "list_ind, slc, shp, dtype, name")
DataMap.__doc__ = """The place of an array in a flat vector, as PyMC3's ListArrayOrdering recorded it.

list_ind: its number. slc: the slice. shp: the shape. dtype: the dtype. name: the name.

Example::

    >>> pm.blocking.DataMap(0, slice(0, 2), (2,), "float64", "x").shp
    (2,)

Source: pymc3.blocking.
"""


class ArrayOrdering:
    """The position of each variable in the flat vector: `vmap` in order, and by name.

    vars: named variables, of any shape. Each place has var, slc, shp and dtyp.
    """

    def __init__(self, vars: Iterable[Any]) -> None:
        self.vmap: list[VarMap] = []
        self.by_name: dict[str, VarMap] = {}
        self.size = 0
        for var in vars:
            if var.name is None:
                raise ValueError("Unnamed variable in ArrayOrdering.")
            if var.name in self.by_name:
                raise ValueError(f"Name of variable not unique: {var.name}.")
            if not hasattr(var, "dshape") or not hasattr(var, "dsize"):
                raise ValueError(f"Shape of variable not known {var.name}")
            place = VarMap(var.name, slice(self.size, self.size + var.dsize), var.dshape, var.dtype)
            self.vmap.append(place)
            self.by_name[var.name] = place
            self.size += var.dsize

    def __getitem__(self, key: str) -> VarMap:
        return self.by_name[key]


class DictToArrayBijection:
    """A map between points and flat vectors: `map` converts a point to a vector, `rmap` a vector to a point.

    ordering: an ArrayOrdering. dpoint: a point, name -> value, whose values of other variables `rmap` takes.

    `mapf(f)` makes a function of a vector, of shape (ordering.size,), of a function of a point.
    """

    def __init__(self, ordering: ArrayOrdering, dpoint: dict[str, Any]) -> None:
        self.ordering, self.dpt = ordering, dpoint
        kinds = {place.dtyp for place in ordering.vmap}
        self.array_dtype = next(iter(kinds)) if kinds in ({"float16"}, {"float32"}) else "float64"

    def map(self, dpt: dict[str, Any]) -> np.ndarray:
        vector = np.empty(self.ordering.size, dtype=self.array_dtype)
        for var, slc, _, _ in self.ordering.vmap:
            vector[slc] = np.ravel(dpt[var])
        return vector

    def rmap(self, apt: np.ndarray) -> dict[str, Any]:
        point = dict(self.dpt)
        for var, slc, shape, dtype in self.ordering.vmap:
            point[var] = np.atleast_1d(apt)[slc].reshape(shape).astype(dtype)
        return point

    def mapf(self, f: Callable[[Any], Any]) -> Compose:
        """Return `f`, a function of a point, as a function of a vector."""
        return Compose(f, self.rmap)


class DictToVarBijection:
    """A map between one element of one variable and a point.

    var: the variable, or its name. idx: an index or a slice into it. dpoint: a point, name -> value of the shape of the
    variable, whose other values `rmap` keeps.
    """

    def __init__(
        self, var: Variable | str, idx: int | slice | Sequence[int] | np.ndarray, dpoint: dict[str, Any]
    ) -> None:
        self.var, self.idx, self.dpt = get_var_name(var), idx, dpoint

    def map(self, dpt: dict[str, Any]) -> Any:
        return dpt[self.var][self.idx]

    def rmap(self, apt: np.ndarray | float) -> dict[str, Any]:
        point = dict(self.dpt)
        changed = point[self.var].copy()
        changed[self.idx] = apt
        point[self.var] = changed
        return point

    def mapf(self, f: Callable[[Any], Any]) -> Compose:
        return Compose(f, self.rmap)


class Compose:
    """The composition fa(fb(x)) of two functions, which can be pickled if they can; a lambda cannot.

    fa: the function that is called last. fb: the one that is called first, with x of any shape.
    """

    def __init__(self, fa: Callable[[Any], Any], fb: Callable[[Any], Any]) -> None:
        self.fa, self.fb = fa, fb

    def __call__(self, x: Any) -> Any:
        return self.fa(self.fb(x))


__getattr__ = absent_from(__name__)
