"""What users imported of Theano's rewriting module: `Assert`. Source of the names: theano.tensor.opt."""

from __future__ import annotations

from compat.ops.assertion import Assert, assert_op
from compat.theano_api.absence import absent_from

assert_ = assert_op

__all__ = ["Assert", "assert_", "assert_op"]
__getattr__ = absent_from(__name__)
