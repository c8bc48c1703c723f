"""What users imported of Theano's rewriting module: some Ops. Source of the names: theano.tensor.opt."""

from __future__ import annotations

from typing import Any

from compat.ops.assertion import Assert, assert_op
from compat.ops.join import MakeVector
from compat.ops.shape import ShapeI as Shape_i
from compat.theano_api.absence import absent_from

assert_ = assert_op


def make_vector(*scalars: Any) -> Any:
    """A vector of int64 scalars."""
    return MakeVector("int64")(*scalars)


__all__ = ["Assert", "MakeVector", "Shape_i", "assert_", "assert_op", "make_vector"]
__getattr__ = absent_from(__name__)
