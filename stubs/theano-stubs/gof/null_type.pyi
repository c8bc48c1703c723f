# Written by `python -m tools.stubs`.
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import Type as Type
from typing import Any
null_type: Any
"""The type of a gradient that is not defined.

why_null: the reason, shown in the NullTypeGradError of who wants it.

Example::

    >>> str(theano.gof.null_type.NullType("it has jumps"))
    'NullType{it has jumps}'

Source: theano.gof.null_type.
"""
