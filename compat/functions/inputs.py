"""Inputs and outputs of functions with their options, and the conversion of arguments of `theano.function` to them.

Source of the behaviour: theano.compile.io, theano.compile.function_module.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ..graph.container import Container
from ..graph.missing_inputs import check_given
from ..graph.origin import describe
from ..graph.traversal import applies, free_inputs, replace
from ..graph.variable import Constant, SharedVariable, Variable
from ..ops.tensor_op import as_tensor


class UnusedInputError(Exception):
    """An input is not part of the graph of the outputs."""


class SymbolicInput:
    """An input without a value of its own; `In` is what users write.

    variable: the input. name: under which its value is given, by default the variable's. update: a variable of its
    type, the value for the next call. mutable, strict, allow_downcast, implicit: as in theano.In. autoname: whether
    the name is the variable's by default.
    """

    shared = False
    borrow: bool | None = None
    value: Any = None
    asked: Variable | None = None  # the user's variable, if it is computed and `variable` replaces it

    def __init__(
        self,
        variable: Variable,
        name: str | None = None,
        update: Variable | None = None,
        mutable: bool | None = None,
        strict: bool = False,
        allow_downcast: bool | None = None,
        autoname: bool = True,
        implicit: bool = False,
    ) -> None:
        self.variable = variable
        if not isinstance(name, str | None):
            raise TypeError(f"The name of an input must be a string, got {name!r}.")
        self.name = variable.name if autoname and name is None else name
        if update is not None and update.type != variable.type:
            raise TypeError(
                f"Variable {describe(variable)} has type {variable.type} but an update of type "
                f"{update.type}. The type of the update should be the same as the type of the variable."
            )
        self.update = update
        self.mutable = update is not None if mutable is None else mutable
        self.strict, self.allow_downcast, self.implicit = strict, allow_downcast, implicit

    def __repr__(self) -> str:
        return f"In({self.variable})" if self.update is None else f"In({self.variable} -> {self.update})"


class In(SymbolicInput):
    """An input of `theano.function` with its options; `Param` in old code.

    variable: of any shape. name: the keyword of the argument; that of the variable by default. value: the default; with
    update, the initial value of a state that each call replaces. A Container of another function (`f.container[x]`) is
    shared with that function. update: the new value of that state, a variable.
    mutable, borrow: permissions to overwrite the argument, which only functions of theano.tensor.inplace use.
    strict: TypeError for an argument of another type. allow_downcast: whether an argument may lose digits.
    autoname: whether the variable's name is taken. implicit: callers may omit the value.
    shared: kept, without an effect.
    """

    def __init__(
        self,
        variable: Variable,
        name: str | None = None,
        value: Any = None,
        update: Variable | None = None,
        mutable: bool | None = None,
        strict: bool = False,
        allow_downcast: bool | None = None,
        autoname: bool = True,
        implicit: bool | None = None,
        borrow: bool | None = None,
        shared: bool = False,
    ) -> None:
        self.borrow = mutable if borrow is None else borrow
        if mutable and not self.borrow:
            raise AssertionError(
                f"Symbolic input for variable {describe(variable)} has flags mutable=True, "
                "borrow=False: what may be overwritten may be aliased too."
            )
        if isinstance(value, SharedVariable):
            value = value.container
        if implicit is None:
            implicit = isinstance(value, Container)
        super().__init__(variable, name, update, mutable, strict, allow_downcast, autoname, implicit)
        if implicit and value is None:
            raise TypeError("An implicit input must be given a default value")
        self.value, self.shared = value, shared


class SymbolicOutput:
    """An output with its options.

    variable: the output. borrow: whether the result may be memory that the function keeps.
    """

    def __init__(self, variable: Variable, borrow: bool = False) -> None:
        self.variable = variable if isinstance(variable, Variable) else as_tensor(variable)
        self.borrow = borrow

    def __repr__(self) -> str:
        return f"Out({self.variable},{self.borrow})"


Out = SymbolicOutput


def as_inputs(inputs: list[Any]) -> list[SymbolicInput]:
    """Return `inputs` of theano.function as In; raise TypeError or UnusedInputError for invalid ones."""
    if isinstance(inputs, dict) or not isinstance(inputs, list | tuple):
        raise Exception(
            "Inputs variable of a Theano function should be contained in a list, even when there is a single input."
        )
    ins = [_as_in(i) for i in inputs]
    variables = [i.variable for i in ins]
    for i, v in enumerate(variables):
        if isinstance(v, SharedVariable):
            raise TypeError(
                f"Cannot use a shared variable ({v}) as explicit input. Consider substituting a "
                "non-shared variable via the `givens` parameter."
            )
        if isinstance(v, Constant):
            raise TypeError(f"Constants not allowed in the list of inputs: {v}.")
        if any(v is w for w in variables[:i]):
            at = " and ".join(str(k) for k, w in enumerate(variables) if w is v)
            raise UnusedInputError(
                f"Variable {describe(v)} is used twice in inputs to theano.function, at indices "
                f"{at}. This would result in values provided for it being ignored. Please do not "
                "duplicate variables in the inputs list."
            )
    return ins


def _as_in(item: object) -> SymbolicInput:
    if isinstance(item, SymbolicInput):
        return item
    if isinstance(item, Variable):
        return In(item)
    if isinstance(item, list | tuple):
        return _from_tuple(list(item))
    raise TypeError(f"Unknown parameter type: {type(item)}: an input is a variable or theano.In, got {item!r}.")


def _from_tuple(parts: list[Any]) -> In:
    """Return an input in its oldest spelling: (name, variable, value), with the update after the variable."""
    if not parts:
        raise TypeError("Nonsensical input specification: an empty tuple.")
    given = list(parts)
    name = parts.pop(0) if isinstance(parts[0], str) else None
    pair = parts.pop(0) if parts else None
    value = parts.pop(0) if parts else None
    update = None
    if isinstance(pair, list | tuple) and len(pair) == 2:
        pair, update = pair
    if parts or not isinstance(pair, Variable):
        raise TypeError(f"Unknown parameter type: an input is a variable or theano.In, got {given!r}.")
    if isinstance(value, Variable) and not isinstance(value, SharedVariable):
        raise TypeError(f"The default value of {describe(pair)} is a variable: give a number or an array.")
    return In(pair, name=name, value=value, update=update)


def as_outputs(outputs: Any) -> tuple[Any, list[SymbolicOutput]]:
    """Return (form of the result: None, "one", "list" or the keys of a dict; the outputs in order)."""
    if outputs is None:
        return None, []
    if isinstance(outputs, dict):
        for key in outputs:
            if not isinstance(key, str):
                raise AssertionError(f"The keys of a dict of outputs must be strings, got {key!r}.")
        keys = sorted(outputs)
        return keys, [_as_out(outputs[k]) for k in keys]
    if isinstance(outputs, list | tuple):
        return "list", [_as_out(o) for o in outputs]
    return "one", [_as_out(outputs)]


def _as_out(item: Variable) -> SymbolicOutput:
    if isinstance(item, SymbolicOutput):
        return item
    if isinstance(item, Variable | int | float | np.ndarray | np.generic):
        return SymbolicOutput(item)
    raise TypeError(f"Outputs must be theano Variable or Out instances. Received {item} of type {type(item)}.")


def with_leaves(ins: list[SymbolicInput], wanted: list[Variable]) -> tuple[list[SymbolicInput], list[Variable]]:
    """Replace computed inputs by leaves, so that what they are computed from is not needed.

    The function's finder still has such an input under the user's variable: `asked`.
    """
    leaves_for: dict[Variable, Variable] = {}
    result = []
    for item in ins:
        variable = item.variable
        if variable.owner is not None:
            leaf = leaves_for[variable] = variable.type.make_variable(variable.name)
            leaf.compat_origin = variable.owner.compat_origin
            item = copy.copy(item)
            item.variable = leaf
            item.asked = variable
        result.append(item)
    return result, replace(wanted, leaves_for) if leaves_for else wanted


def _also(wanted: Sequence[Variable]) -> set[int]:
    """Return ids of inputs that legacy's product with a Jacobian used, and ours, which omits its zeros, does not."""
    found = [*wanted, *(v for node in applies(wanted) for v in node.outputs)]
    return {id(leaf) for v in found for leaf in getattr(v.tag, "also_of", ())}


def check_inputs(
    ins: Sequence[SymbolicInput], wanted: Sequence[Variable], on_unused: str, givens: dict[Variable, Variable]
) -> None:
    """Raise UnusedInputError (or warn, as `on_unused` says) and MissingInputError."""
    needed = free_inputs(wanted)
    used = set(map(id, needed)) | set(map(id, givens))
    spare = [item.variable for item in ins if id(item.variable) not in used and item.update is None]
    if spare and on_unused != "ignore":
        also = _also(wanted)
        spare = [v for v in spare if id(v) not in also]
    for v in spare:
        message = (
            "theano.function was asked to create a function computing outputs given certain inputs, but the "
            f"provided input variable {describe(v)} is not part of the computational graph needed to compute "
            "the outputs."
        )
        if on_unused == "warn":
            warn(
                message + " To make this warning into an error, you can pass the parameter "
                "on_unused_input='raise' to theano.function.",
            )
        elif on_unused == "raise":
            raise UnusedInputError(
                message + " To make this error into a warning, you can pass the parameter "
                "on_unused_input='warn' to theano.function. To disable it completely, use "
                "on_unused_input='ignore'."
            )
        elif on_unused != "ignore":
            raise ValueError(
                f"Invalid value for keyword on_unused_input of theano.function: '{on_unused}'. "
                "Valid values are 'raise', 'warn', and 'ignore'."
            )
    check_given(
        [i.variable for i in ins],
        needed,
        "an input of the function, nor shared, nor replaced by `givens`. Give it in the list of inputs",
    )
