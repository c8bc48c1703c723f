# Written by `python -m tools.stubs`.
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import Type as Type
from typing import Any
null_type: Any
"""An instance of `NullType`: A gradient that is not defined; `why_null` gives the reason."""
