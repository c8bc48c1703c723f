"""`shared`: a variable with a value, whose class depends on the value.

Source of the behaviour: theano.compile.sharedvalue, theano.tensor.sharedvar.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from ..graph.aligned import copied
from ..graph.types import Generic, TensorType
from ..graph.variable import SharedVariable, Variable
from ..settings import config
from .random_state import randomstate_constructor
from .sparse.shared import sparse_constructor
from .tensor_types import TensorLike
from .tensor_variable import TensorSharedVariable


class ScalarSharedVariable(TensorSharedVariable):
    """A shared scalar: `theano.scalar.sharedvar.shared(1.5)` makes one.

    name, type, value, strict, allow_downcast, container: as in SharedVariable.
    """


def _check_target(target: str) -> None:
    """Raise TypeError unless functions compute on `target`; a GPU runs whole functions or nothing."""
    gpu = str(config.device).startswith(("cuda", "gpu"))
    if target != "cpu" and not (gpu and str(target).startswith(("cuda", "gpu", "dev"))):
        raise TypeError(
            f"A shared variable with target={target!r} needs THEANO_FLAGS=device=cuda, which runs whole "
            f"functions on a GPU: the device is {config.device!r}. Leave `target` out."
        )


def tensor_constructor(
    value: TensorLike,
    name: str | None = None,
    strict: bool = False,
    allow_downcast: bool | None = None,
    borrow: bool = False,
    broadcastable: tuple[bool, ...] | None = None,
    target: str = "cpu",
) -> TensorSharedVariable:
    """Return a shared tensor; `theano.shared` calls it for arrays.

    value: an array of any shape. name: of the variable. strict: TypeError for a value of another type later.
    allow_downcast: whether later values may lose digits. borrow: whether the array is used itself, not a copy.
    broadcastable: a flag for each dimension, by default False, since later values may have other shapes. target:
    "cpu".
    """
    _check_target(target)
    if not isinstance(value, np.ndarray):
        raise TypeError(f"tensor_constructor takes a NumPy array, got a {type(value).__name__}.")
    type_ = TensorType(value.dtype, (False,) * value.ndim if broadcastable is None else broadcastable)
    variable = TensorSharedVariable(name, type_, value if borrow else copied(value), strict, allow_downcast)
    variable.container.aliased = borrow
    return variable


def scalar_constructor(
    value: TensorLike,
    name: str | None = None,
    strict: bool = False,
    allow_downcast: bool | None = None,
    borrow: bool = False,
    target: str = "cpu",
) -> ScalarSharedVariable:
    """Return a shared scalar: int64 for an int, float64 for a float, whatever floatX is.

    value: a number. name, strict, allow_downcast, borrow, target: as in theano.shared.
    """
    _check_target(target)
    if not isinstance(value, np.number | float | int | complex):
        raise TypeError(f"scalar_constructor takes a number, got a {type(value).__name__}.")
    array = np.array(value)
    return ScalarSharedVariable(name, TensorType(array.dtype, ()), array, strict, allow_downcast)


generic = Generic()


def generic_constructor(
    value: object,
    name: str | None = None,
    strict: bool = False,
    allow_downcast: bool | None = None,
    borrow: bool = False,
) -> SharedVariable:
    """Return a shared variable that holds any Python object; `theano.shared` calls it last.

    value: the object; theano.shared makes a tensor of an array of any shape. name, strict, allow_downcast: as in
    theano.shared. borrow: whether the object is used itself, not a copy.
    """
    return SharedVariable(name, generic, value if borrow else copy.deepcopy(value), strict, allow_downcast)


_constructors: list[Callable[..., Any]] = [
    generic_constructor,
    scalar_constructor,
    tensor_constructor,
    randomstate_constructor,
    sparse_constructor,
]


def shared_constructor(ctor: Callable[..., Any], remove: bool = False) -> Callable[..., Any]:
    """Register a constructor for `shared`, which tries the latest first.

    ctor: a function of (value, name, strict, allow_downcast, ...) that returns a shared variable of any shape, or
    declines by TypeError. remove: whether it is taken out again.
    """
    if remove:
        _constructors.remove(ctor)
    else:
        _constructors.append(ctor)
    return ctor


def shared(
    value: object, name: str | None = None, strict: bool = False, allow_downcast: bool | None = None, **kwargs: Any
) -> Any:
    """Return a variable with the value `value`, which functions read and update.

    A NumPy array gives a tensor without broadcastable dimensions (unless given by `broadcastable=`), a number a scalar
    of its own dtype, anything else a variable that holds any object. The value is copied unless `borrow`. TypeError for
    a symbolic value, or if no constructor accepts these keywords.

    value: a number, an array of any shape, or any object.
    name: shown in errors and profiles. strict: TypeError for a value of another type later.
    allow_downcast: whether later values may lose digits.
    """
    if isinstance(value, Variable):
        raise TypeError(
            "Shared variable constructor needs numeric values and not symbolic variables: "
            f"`{value}` is symbolic. Share its value, e.g. `x.eval()`."
        )
    for constructor in reversed(_constructors):
        try:
            variable = constructor(value, name=name, strict=strict, allow_downcast=allow_downcast, **kwargs)
        except TypeError:
            continue
        return variable
    if "target" in kwargs:
        _check_target(kwargs["target"])
    keywords = f" with {', '.join(kwargs)}" if kwargs else ""
    raise TypeError(
        "No suitable SharedVariable constructor could be found for a "
        f"{type(value).__name__}{keywords}. Are you sure all kwargs are supported?"
    )
