"""MC557: map, filter, zip and views of dictionaries given to NumPy."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.kinds import MAPPED, VIEW, kinds_in
from ...names.module import Module
from ..rule import Hit, Rule
from .mc513_iterator_used_as_a_list import listed

RULE = Rule(
    code="MC557",
    severity="differs",
    title="map, filter, zip, keys() or values() given to NumPy",
    why="They are no sequences in Python 3: NumPy makes an array of one object of them, or raises TypeError.",
    do="Put list(...) around it.",
    words=("map", "filter", "zip", "keys", "values", "items"),
)

BEFORE = """
import numpy as np
np.array(map(float, x))  # MC557
np.mean(d.values()), np.max(zip(a, b))  # MC557 MC557
numbers = map(float, x)
np.asarray(numbers, dtype=float)  # MC557
np.array(list(map(float, x))), np.array([1, 2]), np.array(frame.values)
np.vstack(map(np.atleast_1d, x))
np.fromiter(map(float, x), float), np.array(range(3))
"""
AFTER = """
import numpy as np
np.array(list(map(float, x)))
np.mean(list(d.values())), np.max(list(zip(a, b)))
numbers = list(map(float, x))
np.asarray(numbers, dtype=float)
np.array(list(map(float, x))), np.array([1, 2]), np.array(frame.values)
np.vstack(map(np.atleast_1d, x))
np.fromiter(map(float, x), float), np.array(range(3))
"""
# np.vstack and its like take iterators again under theano-compat.
TAKES = frozenset(
    f"numpy.{name}"
    for name in (
        "array asarray asanyarray ascontiguousarray mean average std var median percentile sum prod product max min"
        " amax amin ptp argmax argmin sort argsort cumsum cumprod diff unique concatenate any all abs absolute sqrt exp"
        " log log10 sin cos round around histogram bincount dot isnan nanmean nansum nanmax nanmin"
        " atleast_1d atleast_2d asmatrix matrix size shape ravel reshape transpose where isin in1d"
    ).split()
)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for call, names in module.named_calls:
        if not call.args or not names <= TAKES or kinds.of(call.args[0]) not in (MAPPED, VIEW):
            continue
        name = min(names)
        yield Hit(call.args[0], name, fix=listed(module, call.args[0]))
