"""Elementwise Ops by legacy name: `theano.tensor.exp` is an Elemwise, equal to `exp(x).owner.op`."""

from __future__ import annotations

from typing import Any

from compat.ops import elementwise
from compat.ops.elemwise import TABLE, Elemwise
from compat.ops.shape import DimShuffle
from compat.theano_api.absence import absent_from


class Folded(Elemwise):
    """`add` and `mul`, which legacy code calls with any number of operands."""

    def __call__(self, *inputs: Any, **keywords: Any) -> Any:
        if len(inputs) == 2:
            return super().__call__(*inputs, **keywords)
        if keywords:
            raise TypeError(f"{self} of {len(inputs)} operands takes no keywords, got {', '.join(keywords)}.")
        return getattr(elementwise, self.scalar_op.name)(*inputs)

    def grad(self, inputs: Any, output_gradients: Any) -> Any:
        from compat.differentiate import Lop

        if len(inputs) == 2:
            return super().grad(inputs, output_gradients)
        return Lop(self(*inputs), list(inputs), output_gradients[0], disconnected_inputs="ignore")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Elemwise) and other.scalar_op is self.scalar_op

    __hash__ = Elemwise.__hash__


def functions(module: str) -> dict[str, Elemwise]:
    """Every elementwise function whose legacy name is in `module`, by that name."""
    found: dict[str, Elemwise] = {}
    for row in TABLE.values():
        op = (Folded if row.name in ("add", "mul") else Elemwise)(row)
        for qualified in row.legacy:
            home, _, name = qualified.rpartition(".")
            if home == module:
                found[name] = op
    return found


__all__ = ["DimShuffle", "Elemwise"]
__getattr__ = absent_from(__name__)
