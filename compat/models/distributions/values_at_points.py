"""Values of parameters at all points of a trace, as `draw_values` gives them at one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...compilation.points.batch_in_numpy import outputs_at_points
from ...distributions.streams import NotAtOnce
from ...graph.variable import Variable
from ...ops.tensor_variable import Tensor
from .drawing import (
    _compiled,
    _generator_of,
    _own_value,
    _random_above,
    is_fast_drawable,
)


def values_at_points(params: Sequence[Any], columns: Mapping[str, np.ndarray]) -> list[tuple[Any, bool]]:
    """Return (value, whether its first axis runs over points) for each parameter.

    columns: the points' values by name. NotAtOnce for a parameter that would have to be drawn.
    """
    known: dict[Any, tuple[Any, bool]] = {}

    def value(param: Tensor) -> tuple[Any, bool]:
        if is_fast_drawable(param):
            return _own_value(param), False
        if param not in known:
            if param.name is not None and hasattr(param, "model") and param.name in columns:
                known[param] = columns[param.name], True
            elif getattr(getattr(param, "transformed", None), "name", None) in columns or _generator_of(param) is None:
                known[param] = computed(param)
            else:
                raise NotAtOnce
        return known[param]

    def computed(param: Variable) -> tuple[Any, bool]:
        random = [v for v in _random_above(param) if v is not param]
        found = [value(v) for v in random]
        values, of_points = [x for x, _ in found], [many for _, many in found]
        if any(np.ndim(x) != v.ndim + many for x, v, many in zip(values, random, of_points, strict=True)):
            raise NotAtOnce
        function = _compiled(param, random)
        return (outputs_at_points(function, values, of_points), True) if any(of_points) else (function(*values), False)

    return [value(p) for p in params]
