"""Source of the names: theano.compile.function.pfunc; theano.compile.pfunc has the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ....compilation.modes import Mode
from ....functions.function import Function, In, Out, UnusedInputError, function
from ....functions.graphs.clone import rebuild_collect_shared
from ....graph.variable import Constant, SharedVariable, Variable
from ....importing.module_getattr import absent_from
from ....ops.shared import shared
from ....ops.tensor_types import TensorLike
from ...callable_module import make_callable
from ..io import Param


def pfunc(
    params: Any,
    outputs: TensorLike | None = None,
    mode: Mode | str | None = None,
    updates: Mapping[Any, Any] | Iterable[Any] | None = None,
    givens: Mapping[Any, Any] | Iterable[Any] | None = None,
    no_default_updates: bool | Sequence[Any] = False,
    accept_inplace: bool = False,
    name: str | None = None,
    rebuild_strict: bool = True,
    allow_input_downcast: bool | None = None,
    profile: Any = None,
    on_unused_input: str | None = None,
    output_keys: Any = None,
) -> Function:
    """Return a compiled function: theano.function under its older name.

    params: its inputs. output_keys: keys of the results, which are then in a dict. outputs, mode, updates, givens,
    no_default_updates, accept_inplace, name, rebuild_strict, allow_input_downcast, profile, on_unused_input: as there.
    """
    if output_keys is not None:
        outputs = dict(zip(output_keys, outputs, strict=True))
    return function(
        params,
        outputs,
        mode,
        updates,
        givens,
        no_default_updates,
        accept_inplace,
        name,
        rebuild_strict,
        allow_input_downcast,
        profile,
        on_unused_input,
    )


make_callable(__name__, pfunc)

__all__ = [
    "Constant",
    "In",
    "Out",
    "Param",
    "SharedVariable",
    "UnusedInputError",
    "Variable",
    "pfunc",
    "rebuild_collect_shared",
    "shared",
]
__getattr__ = absent_from(__name__)
