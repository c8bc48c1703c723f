"""Conversion to another dtype: one entry for each target."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.dtypes import COMPLEX, DISCRETE, FLOATS
from ...settings import config
from ..tensor_op import THROUGH, as_tensor, in_dtype
from .elemwise import Elementwise, entry

TARGETS = ("bool", *sorted(DISCRETE - {"bool"}), *FLOATS, *COMPLEX)


def _cast(target: str) -> Elementwise:
    discrete = target in DISCRETE
    return entry(
        name=f"cast_{target}",
        result=lambda x: target,
        compute="own",
        array=lambda xp, x: in_dtype(xp, xp.real(x) if x.dtype.kind == "c" and target not in COMPLEX else x, target),
        c={
            "": "({x} != 0)" if target == "bool" else "({x})",
            "c": "({x} != 0)" if target == "bool" else "({x})",
            **({"b": "({x} ? ({r})1 : ({r})0)"} if target in FLOATS else {}),  # gcc does not vectorise that cast
            **({"f": f"(({{r}})({THROUGH[target]}_t)({{x}}))"} if target in THROUGH else {}),
        },
        pullback=lambda g, x: (None if discrete else g,),
        domain=((0.0, 100.0),),
        hard=((0.5,), (1.0,)),
        facts={"discrete"} if discrete else {"complex gradient"},
        legacy=(f"theano.tensor.basic._convert_to_{target}",),
        reference_array=lambda np, x: x.astype(target),
        doc=f"x as {target}; floats lose their fraction",
    )


CASTS = {target: _cast(target) for target in TARGETS}


def cast(x: Any, dtype: Any) -> Any:
    """Return `x` converted to `dtype`, or x itself if it has that dtype; floats lose their fraction in integers.

    x: a tensor of any shape. dtype: a NumPy dtype, or "floatX" for `config.floatX`.

    TypeError for a complex x and a real dtype: take `real`, `imag` or `abs_` instead.
    """
    target = config.floatX if dtype == "floatX" else np.dtype(dtype).name
    variable = as_tensor(x)
    if variable.type.dtype == target:
        return variable
    if variable.type.dtype in COMPLEX and target not in COMPLEX:
        raise TypeError("Casting from complex to real is ambiguous: consider real(), imag(), angle() or abs()")
    if target not in CASTS:
        raise TypeError(f"Cannot cast `{variable}` to {target}: tensors have no such dtype.")
    return CASTS[target](variable)
