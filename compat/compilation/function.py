"""`theano.function`: inputs, outputs, updates and givens to a callable. Source: theano.compile.function, pfunc."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.compilation.modes import get_mode
from compat.compilation.pipeline import compile_graph
from compat.compilation.updates import given_pairs, update_pairs, with_default_updates
from compat.graph.origin import describe, user_line
from compat.graph.traversal import free_inputs, replace
from compat.graph.types import DisconnectedType, NullType
from compat.graph.variable import EVALUATE, Constant, SharedVariable, Variable
from compat.ops.tensor_op import as_tensor
from compat.settings import config


class UnusedInputError(Exception):
    """An input is not part of the graph of the outputs."""


class MissingInputError(Exception):
    """The outputs need a variable that is neither an input, nor shared, nor given."""


class In:
    """An input with its options (theano.In; `Param` in old code)."""

    def __init__(self, variable: Variable, name: str | None = None, value: Any = None, update: Any = None,
                 mutable: bool | None = None, strict: bool = False, allow_downcast: bool | None = None,
                 autoname: bool = True, implicit: bool | None = None, borrow: bool | None = None,
                 shared: bool = False) -> None:
        self.variable = variable
        if not isinstance(name, str | None):
            raise TypeError(f"The name of an input must be a string, got {name!r}.")
        self.name = variable.name if autoname and name is None else name
        self.value, self.update = value, update
        self.strict, self.allow_downcast = strict, allow_downcast
        self.mutable, self.borrow, self.implicit = bool(mutable), borrow, bool(implicit)
        if update is not None:
            raise NotImplementedError(f"An input with an update is not supported: make `{variable}` a theano.shared "
                                      "variable, and give theano.function `updates`.")


class Out:
    """An output with its options (theano.Out)."""

    def __init__(self, variable: Any, borrow: bool = False) -> None:
        self.variable = as_tensor(variable)
        self.borrow = borrow


def function(inputs: Any, outputs: Any = None, mode: Any = None, updates: Any = None, givens: Any = None,
             no_default_updates: Any = False, accept_inplace: bool = False, name: str | None = None,
             rebuild_strict: bool = True, allow_input_downcast: bool | None = None, profile: Any = None,
             on_unused_input: str | None = None) -> Function:
    """A callable that computes `outputs` from `inputs`.

    updates: pairs (shared variable, new value), all computed from the old values and committed together.
    givens: pairs (variable, what stands for it). Raises MissingInputError, UnusedInputError, TypeError.
    accept_inplace changes nothing: an Op that overwrites its inputs gets copies of them. profile: a warning.
    """
    _say_no_profile(profile)
    if isinstance(inputs, dict) or not isinstance(inputs, list | tuple):
        raise Exception("Inputs variable of a Theano function should be contained in a list, even when there is a "
                        "single input.")
    ins = [_as_in(i) for i in inputs]
    variables = [i.variable for i in ins]
    for i, v in enumerate(variables):
        if isinstance(v, SharedVariable):
            raise TypeError(f"Cannot use a shared variable ({v}) as explicit input. Consider substituting a "
                            "non-shared variable via the `givens` parameter.")
        if isinstance(v, Constant):
            raise TypeError(f"Constants not allowed in the list of inputs: {v}.")
        if any(v is w for w in variables[:i]):
            at = " and ".join(str(k) for k, w in enumerate(variables) if w is v)
            raise UnusedInputError(f"Variable {describe(v)} is used twice in inputs to theano.function, at indices "
                                   f"{at}. This would result in values provided for it being ignored. Please do not "
                                   "duplicate variables in the inputs list.")
    keys, outs = _as_outs(outputs)
    update_expressions = update_pairs(updates)
    given = given_pairs(givens, rebuild_strict)
    for v in variables:
        if v in given:
            raise RuntimeError(f"You are trying to replace variable {describe(v)} through the `givens` parameter, but "
                               "this variable is an input to your function. Replacing inputs is currently forbidden "
                               "because it has no effect: take another variable as input, or use `theano.clone`.")
    outputs_ = [o.variable for o in outs]
    changed = with_default_updates(outputs_, update_expressions, given, variables, no_default_updates)
    wanted = [*outputs_, *changed.values()]
    if given:
        wanted = replace(wanted, given)
    wanted = [as_tensor(w) if not isinstance(w, Variable) else w for w in wanted]
    for w in wanted:
        if isinstance(w.type, NullType | DisconnectedType):
            raise TypeError(f"A function cannot compute {w.type}: a gradient that is not defined, or not connected.")
    ins, wanted = _with_leaves(ins, wanted)
    variables = [i.variable for i in ins]
    _check_inputs(variables, wanted, on_unused_input or config.on_unused_input, givens=given)
    chosen = get_mode(mode)
    return _compiled(ins, outs, keys, list(changed), wanted, name, allow_input_downcast, chosen)


def _say_no_profile(profile: Any) -> None:
    """A warning, once, where a profile is asked for."""
    if profile is not None and profile is not False:
        warnings.warn("theano.function(profile=...) measures nothing yet: there are no times per kernel, and `profile` "
                      "of the function stays None. Python's cProfile gives the time of whole calls.", UserWarning,
                      stacklevel=3)


def _compiled(ins: list[In], outs: list[Out], keys: Any, updated: list[SharedVariable], wanted: list[Variable],
              name: str | None, allow_downcast: bool | None, mode: Any) -> Function:
    """The Function that computes `wanted` (outputs, then new values of `updated`); pickles call it too."""
    executable = compile_graph([*(i.variable for i in ins), *updated], wanted, mode)
    new = Function(ins, outs, keys, updated, executable, name, allow_downcast, mode)
    new.wanted = wanted
    return new


def _with_leaves(ins: list[In], wanted: list[Variable]) -> tuple[list[In], list[Variable]]:
    """An input may be a computed variable: then what it is computed from is not needed, and a leaf stands for it."""
    leaves_for: dict[Variable, Variable] = {}
    result = []
    for item in ins:
        variable = item.variable
        if variable.owner is not None:
            leaf = leaves_for[variable] = variable.type.make_variable(variable.name)
            leaf.origin = variable.owner.origin
            item = copy.copy(item)
            item.variable = leaf
        result.append(item)
    return result, replace(wanted, leaves_for) if leaves_for else wanted


def _as_in(item: Any) -> In:
    if isinstance(item, In):
        return item
    if isinstance(item, Variable):
        return In(item)
    if isinstance(item, list | tuple):
        if len(item) == 2 and isinstance(item[0], Variable):
            return In(item[0], value=item[1])
        if len(item) == 2 and isinstance(item[0], str):
            return In(item[1], name=item[0])
        if len(item) == 3:
            return In(item[1], name=item[0], value=item[2])
    raise TypeError(f"Unknown parameter type: {type(item)}: an input is a variable or theano.In, got {item!r}.")


def _as_outs(outputs: Any) -> tuple[Any, list[Out]]:
    """(what shape the result has: None, "one", "list" or the keys of a dict; the outputs in order)."""
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


def _as_out(item: Any) -> Out:
    if isinstance(item, Out):
        return item
    if isinstance(item, Variable):
        out = Out.__new__(Out)
        out.variable, out.borrow = item, False
        return out
    if isinstance(item, int | float | np.ndarray | np.generic):
        return Out(item)
    raise TypeError(f"Outputs must be theano Variable or Out instances. Received {item} of type {type(item)}.")


def _check_inputs(variables: Sequence[Variable], wanted: Sequence[Variable], on_unused: str,
                  givens: dict[Variable, Variable]) -> None:
    needed = free_inputs(wanted)
    known = set(map(id, variables))
    used = set(map(id, needed)) | set(map(id, givens))
    for v in variables:
        if id(v) in used:
            continue
        message = ("theano.function was asked to create a function computing outputs given certain inputs, but the "
                   f"provided input variable {describe(v)} is not part of the computational graph needed to compute "
                   "the outputs.")
        if on_unused == "warn":
            warnings.warn(message + " To make this warning into an error, you can pass the parameter "
                          "on_unused_input='raise' to theano.function.", stacklevel=3)
        elif on_unused == "raise":
            raise UnusedInputError(message + " To make this error into a warning, you can pass the parameter "
                                   "on_unused_input='warn' to theano.function. To disable it completely, use "
                                   "on_unused_input='ignore'.")
        elif on_unused != "ignore":
            raise ValueError(f"Invalid value for keyword on_unused_input of theano.function: '{on_unused}'. "
                             "Valid values are 'raise', 'warn', and 'ignore'.")
    for leaf in needed:
        if id(leaf) not in known and not isinstance(leaf, SharedVariable):
            raise MissingInputError(
                f"Undeclared input: {describe(leaf)} is needed to compute the outputs, but is neither an input of "
                "the function, nor shared, nor replaced by `givens`. Give it in the list of inputs.")


_WRITEABLE = np.zeros(0).flags


class Function:
    """What `theano.function` returns."""

    wanted: list[Variable]  # the graphs that it computes
    profile: None = None  # legacy had ProfileStats

    def __init__(self, ins: Sequence[In], outs: Sequence[Out], keys: Any, updated: Sequence[SharedVariable],
                 executable: Any, name: str | None, allow_downcast: bool | None, mode: Any) -> None:
        self.ins, self.outs, self.keys = list(ins), list(outs), keys
        self.updated = list(updated)
        self.executable = executable
        self.name = name
        self.mode = mode
        self.allow_downcast = allow_downcast
        self.origin = user_line()
        self._defaults = {k: i.value for k, i in enumerate(self.ins) if i.value is not None}
        self._by_name = {i.name: k for k, i in enumerate(self.ins) if i.name}
        self._types = [i.variable.type for i in self.ins]
        self._downcasts = [i.allow_downcast if i.allow_downcast is not None else allow_downcast for i in self.ins]
        self._stricts = [i.strict for i in self.ins]
        self.trust_input = False
        self.n_outputs = len(self.outs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        output_subset = kwargs.pop("output_subset", None)
        values = self._arguments(args, kwargs) if kwargs or len(args) != len(self.ins) else args
        if not self.trust_input:
            values = [self._filter(k, v) for k, v in enumerate(values)]
        results = self.executable([*values, *[s.container.held for s in self.updated]])
        n = self.n_outputs
        if self.updated:
            self._commit(results[n:], values)
        outputs = results[:n]
        for k, out in enumerate(self.outs):
            if not out.borrow or not getattr(outputs[k], "flags", _WRITEABLE).writeable:
                outputs[k] = self._own(outputs[k], values)
        if self.keys == "one":
            return outputs[0]
        if self.keys == "list":
            return [outputs[k] for k in output_subset] if output_subset is not None else outputs
        if self.keys is None:
            return []
        return dict(zip(self.keys, outputs, strict=True))

    def _own(self, value: Any, values: Sequence[Any]) -> Any:
        """`value`, copied where it is a view of something that is not the caller's alone."""
        if isinstance(value, np.ndarray) and (value.base is not None or not value.flags.owndata
                                              or not value.flags.writeable
                                              or any(value is v for v in values)
                                              or any(value is s.container.held for s in self.updated)
                                              or any(value is d for d in self.executable.data.values())):
            return value.copy()
        return value

    def _commit(self, new_values: Sequence[Any], arguments: Sequence[Any]) -> None:
        """All updates, after all were computed. A value that anybody else holds is copied."""
        held = (*arguments, *self.executable.data.values(), *(s.container.held for s in self.updated))
        taken: set[int] = set(map(id, held))
        fresh = []
        for value in new_values:
            if isinstance(value, np.ndarray) and (id(value) in taken or value.base is not None
                                                  or not value.flags.owndata or not value.flags.writeable):
                value = value.copy()
            taken.add(id(value))
            fresh.append(value)
        for variable, value in zip(self.updated, fresh, strict=True):
            variable.container.put(value)

    def _filter(self, k: int, value: Any) -> Any:
        try:
            return self._types[k].filter(value, strict=self._stricts[k], allow_downcast=self._downcasts[k])
        except (TypeError, ValueError) as error:
            variable = self.ins[k].variable
            called = f"function '{self.name}'" if self.name else f"theano function made at {self.origin}"
            first = error.args[0] if error.args else ""
            raise type(error)(f"Bad input argument to {called} at index {k} (0-based), {describe(variable)}: "
                              f"{first}") from None

    def _arguments(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        if len(args) > len(self.ins):
            raise TypeError(f"Too many parameter passed to theano function: {len(args)} for {len(self.ins)} inputs.")
        values: dict[int, Any] = dict(enumerate(args))
        for key, value in kwargs.items():
            if key not in self._by_name:
                raise TypeError(f"Unknown input or state: {key}. The function has {len(self.ins)} named inputs: "
                                f"{', '.join(self._by_name) or 'none'}.")
            if self._by_name[key] in values:
                raise TypeError(f"The input {key} was given twice.")
            values[self._by_name[key]] = value
        for k in range(len(self.ins)):
            if k not in values:
                if k not in self._defaults:
                    raise TypeError(f"Missing required input: {describe(self.ins[k].variable)}")
                values[k] = self._defaults[k]
        return [values[k] for k in range(len(self.ins))]

    @property
    def maker(self) -> Any:
        """What legacy code looks at: `f.maker.fgraph`, `.inputs`, `.outputs`."""
        return _Maker(self)

    def get_shared(self) -> list[SharedVariable]:
        return list(self.updated)

    def copy(self, share_memory: bool = False, swap: Any = None, delete_updates: bool = False,
             name: str | None = None, profile: Any = None) -> Function:
        """A function over the same shared variables. As in legacy its results come in a list, whatever the form of
        the original's (a dict's in the order of its keys). No memory is kept between calls, so none is shared."""
        _say_no_profile(profile)
        if swap or delete_updates:
            raise NotImplementedError("Function.copy(swap=..., delete_updates=...) is not supported: call "
                                      "theano.function again, with givens.")
        new = copy.copy(self)
        new.name = name or (f"{self.name} copy" if self.name else None)
        new.keys = None if self.keys is None else "list"
        return new

    def __reduce__(self) -> Any:
        """Its graphs, which are compiled again where it is loaded; shared variables take their values along."""
        return _compiled, (self.ins, self.outs, self.keys, self.updated, self.wanted, self.name,
                           self.allow_downcast, self.mode)

    def free(self) -> None:
        """Legacy's hint to drop buffers; ours are dropped after each call."""

    def __repr__(self) -> str:
        return f"<compat Function {self.name or ''} of {len(self.ins)} inputs, {self.executable.backend} backend>"


class _Maker:
    def __init__(self, owner: Function) -> None:
        self.inputs, self.outputs = owner.ins, owner.outs
        self.mode = owner.mode
        self.fgraph = owner.executable.bound.main


def evaluate(variable: Variable, values: dict[Any, Any]) -> Any:
    """`variable.eval(values)`: keys are variables or names."""
    needed = [v for v in free_inputs([variable]) if not isinstance(v, SharedVariable)]
    by_name = {v.name: v for v in needed if v.name}
    given = {by_name.get(k, k) if isinstance(k, str) else k: value for k, value in values.items()}
    inputs = list(given)
    compiled = variable.__dict__.setdefault("_fn_cache", {})
    key = tuple(map(id, inputs))
    if key not in compiled:
        compiled[key] = function(inputs, variable, mode="FAST_COMPILE", on_unused_input="ignore")
    return compiled[key](*given.values())


EVALUATE["eval"] = evaluate
