"""Elementwise Ops by legacy name: `theano.tensor.exp` is an Elemwise, equal to `exp(x).owner.op`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ...differentiate import Lop
from ...docstrings import of_instances
from ...ops.elementwise import functions as elementwise
from ...ops.elementwise.elemwise import TABLE, Elemwise
from ...ops.tensor_types import TensorLike


class Folded(Elemwise):
    """`add` and `mul`, which accept any number of operands in legacy code."""

    __doc__ = of_instances(__doc__, Elemwise.__dict__["__doc__"].describe)

    def __call__(self, *inputs: TensorLike, **keywords: Any) -> Any:
        if len(inputs) == 2:
            return super().__call__(*inputs, **keywords)
        if keywords:
            raise TypeError(f"{self} of {len(inputs)} operands takes no keywords, got {', '.join(keywords)}.")
        fold = getattr(elementwise, self.scalar_op.name)
        return super().__call__(inputs[0], fold(*inputs[1:])) if self.compat_in_place else fold(*inputs)

    def grad(self, inputs: Any, output_gradients: Any) -> Any:
        if len(inputs) == 2:
            return super().grad(inputs, output_gradients)
        return Lop(self(*inputs), list(inputs), output_gradients[0], disconnected_inputs="ignore")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Elemwise) and other.scalar_op is self.scalar_op

    __hash__ = Elemwise.__hash__


@functools.cache
def functions(module: str) -> Mapping[str, Elemwise]:
    """Return every elementwise function whose legacy name is in `module`, by that name."""
    found: dict[str, Elemwise] = {}
    for row in TABLE.values():
        homes = [(home, name) for home, _, name in (qualified.rpartition(".") for qualified in row.legacy)]
        names = [name for home, name in homes if home == module]
        if names:
            found |= dict.fromkeys(names, (Folded if row.name in ("add", "mul") else Elemwise)(row))
    return MappingProxyType(found)
