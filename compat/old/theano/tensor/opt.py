"""Some Ops, and decorators for new rules. Source of the names: theano.tensor.opt."""

from __future__ import annotations

from typing import Any

from ....compilation.rewriting.user_rules import local_optimizer
from ....importing.module_getattr import absent_from
from ....ops.control.assertion import Assert, assert_op
from ....ops.shapes.join import MakeVector
from ....ops.shapes.shape import ShapeI as Shape_i
from ....ops.tensor_types import TensorLike
from ..optimizing.registry import (
    register_canonicalize,
    register_specialize,
    register_specialize_device,
    register_stabilize,
    register_uncanonicalize,
    register_useless,
)

assert_ = assert_op


def make_vector(*scalars: TensorLike) -> Any:
    """Return a vector of int64 scalars.

    A call takes integer scalars.
    """
    return MakeVector("int64")(*scalars)


__all__ = [
    "Assert",
    "MakeVector",
    "Shape_i",
    "assert_",
    "assert_op",
    "local_optimizer",
    "make_vector",
    "register_canonicalize",
    "register_specialize",
    "register_specialize_device",
    "register_stabilize",
    "register_uncanonicalize",
    "register_useless",
]
__getattr__ = absent_from(__name__)
