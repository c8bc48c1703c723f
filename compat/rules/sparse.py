"""Products with sparse matrices whose arrays are available become products of tensors, for C and JAX."""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply
from ..ops.elementwise.functions import cast
from ..ops.sparse.compressed import compressed_dot
from ..ops.sparse.compressed_arrays import CSM, CSMProperties, csm_properties
from ..ops.sparse.conversion import Transpose
from ..ops.sparse.products import Dot, StructuredDot
from ..ops.sparse.type import SparseType
from .engine import Rule, rule
from .static_data import is_data


def parts_of(x: Any) -> list[Any] | None:
    """Return (data, indices, indptr, shape) of the sparse `x` if that takes no work at each call."""
    op = None if x.owner is None else x.owner.op
    if isinstance(op, CSM):
        data, *others = x.owner.inputs
        return [data, *(v if v.type.dtype == "int32" else cast(v, "int32") for v in others)]
    if isinstance(op, Transpose):
        inner = parts_of(x.owner.inputs[0])
        return None if inner is None else [*inner[:3], inner[3][::-1]]
    return list(csm_properties(x)) if x.type.format in ("csr", "csc") and is_data(x) else None


@rule(on=CSMProperties)
def parts_of_assembled(node: Apply) -> Any:
    """csm_properties(CSR(x, *PARTS))[0] -> x"""
    [x] = node.inputs
    if x.owner is None or not isinstance(x.owner.op, CSM | Transpose):
        return None
    parts = parts_of(x)
    return None if parts is None or [p.type for p in parts] != [o.type for o in node.outputs] else parts


@rule(on=(Dot, StructuredDot))
def product_with_known_parts(node: Apply) -> Any:
    """sparse_dot(S, x) -> compressed_dot(True, csm_properties(S), x, "float64")"""
    x, y = node.inputs
    dtype = node.outputs[0].type.dtype
    x_sparse, y_sparse = (isinstance(v.type, SparseType) for v in (x, y))
    if x_sparse == y_sparse:
        return None
    parts = parts_of(x if x_sparse else y)
    if parts is None:
        return None
    if x_sparse:
        product = compressed_dot(x.type.format == "csr", parts, y, dtype)  # type: ignore[attr-defined]
    else:  # x y = (yᵀ xᵀ)ᵀ, and yᵀ stores the same arrays
        transposed = [*parts[:3], parts[3][::-1]]
        product = compressed_dot(y.type.format == "csc", transposed, x.T if x.type.ndim == 2 else x, dtype)  # type: ignore[attr-defined]
        product = product.T if x.type.ndim == 2 else product
    return product if product.type == node.outputs[0].type else None


SPARSE: tuple[Rule, ...] = (parts_of_assembled, product_with_known_parts)
