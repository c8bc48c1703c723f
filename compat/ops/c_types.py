"""C names of types in users' C code."""

from __future__ import annotations

from ..graph.types import Generic, TensorType, Type
from .elementwise.scalar_type import Scalar
from .lists.enumerations import EnumType
from .op_parameters import CDataType, ParamsType


def c_type(kind: Type) -> str:
    """Return the C type of a value of type `kind`."""
    if isinstance(kind, Scalar):
        return f"npy_{kind.dtype}"
    if isinstance(kind, TensorType):
        return "PyArrayObject *"
    if isinstance(kind, EnumType | CDataType):
        return kind.ctype
    if isinstance(kind, ParamsType):
        return f"{kind.name} *"
    if isinstance(kind, Generic):
        return "PyObject *"
    raise NotImplementedError(f"a value of {kind} (`{type(kind).__name__}`) cannot be passed to C code")
