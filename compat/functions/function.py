"""`theano.function`: inputs, outputs, updates and givens to a callable. Source: theano.compile.function, pfunc."""

from __future__ import annotations

import copy
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..compilation.equal_values import equal_values_as_numbers
from ..compilation.modes import PREDEFINED, Mode, ProfileMode, get_mode
from ..graph.container import Container
from ..graph.hooks import HOOKS
from ..graph.origin import describe, user_line
from ..graph.traversal import free_inputs, replace
from ..graph.types import DisconnectedType, NullType
from ..graph.variable import SharedVariable, Variable
from ..ops.tensor_op import as_tensor
from ..settings import config
from .callable import FunctionCalls
from .inputs import (
    In,
    Out,
    SymbolicInput,
    SymbolicOutput,
    UnusedInputError,
    as_inputs,
    as_outputs,
    check_inputs,
    with_leaves,
)
from .overwriting import compile_overwriting, mutable, overwritten
from .pipeline import compile_graph
from .profiling.profile import ProfileStats, profile_for
from .state import cells_for
from .updates import filter_update, given_in_turn, pairs_of, update_pairs, with_default_updates


class Function(FunctionCalls):
    """A compiled function, as `theano.function` returns it.

    The arguments are the parts that `theano.function` hands over. ins, outs: its inputs and outputs, as In and Out.
    keys: the form of the results, "one", "list" or the keys of a dict. updated: shared variables with an update.
    wanted: the variables to compute. executable: what runs. name, allow_downcast, mode, profile: as in
    theano.function. cells: the values of the inputs.
    """

    def copy(
        self,
        share_memory: bool = False,
        swap: Mapping[Any, Any] | None = None,
        delete_updates: bool = False,
        name: str | None = None,
        profile: Any = None,
    ) -> Function:
        """Return a function with inputs and states of its own, over the same shared variables.

        swap: shared variable -> another of the same type that replaces it. delete_updates: without updates. As in
        legacy, results come in a list, or a dict's in the order of its keys, and a state starts with its initial value.
        share_memory has no effect: no memory is kept between calls.
        """
        return copied(self, swap, delete_updates, name, profile)

    def __copy__(self) -> Function:
        return self.copy()

    def __reduce__(self) -> Any:
        """Return the graphs, to be compiled again on loading, with the values of states and shared variables."""
        return restored, (
            self.ins,
            self.outs,
            self.keys,
            self.updated,
            self.wanted,
            self.name,
            self.allow_downcast,
            self.mode,
            self.cells,
            self.trust_input,
        )

    def explain(self, *args: float | np.ndarray, **kwargs: Any) -> Any:
        """Return what it computes and costs.

        The explanation has the rewritten program, the kernels, the buffers, arithmetic, bytes moved, and the time of
        each kernel, measured by running it at these arguments (states do not change). This is ours, not the old
        library's. `print` shows it; `.html()` is a page, `.save(path)` writes it.
        """
        from .profiling.explaining import explain_function  # only for explanations

        return explain_function(self, args, kwargs)

    def export(self, path: Any, inputs: Any = None, float32: bool = False) -> Any:
        """Write it as a file that runs without us: NAME.onnx, or NAME.stablehlo, which JAX reads.

        Shared variables are held in the file. Those that the function updates are inputs with a default; their new
        values are outputs, `new_NAME`. Then the file is run and compared with this function; no state changes.

        path: where to write. inputs: values to compare at, a list for each example; otherwise they are drawn. float32:
        compute in float32 what this function computes in float64 (ONNX).

        Returns the certificate: its `verdict` is equal, near or differs. Raises CannotExport for a computation that
        the format lacks, ImportError without onnx and onnxruntime, or JAX. This is ours, not the old library's.
        """
        return HOOKS.export(self, path, inputs, float32)


def function(
    inputs: Any,
    outputs: Any = None,
    mode: Any = None,
    updates: Any = None,
    givens: Any = None,
    no_default_updates: Any = False,
    accept_inplace: bool = False,
    name: str | None = None,
    rebuild_strict: bool = True,
    allow_input_downcast: bool | None = None,
    profile: Any = None,
    on_unused_input: str | None = None,
) -> Function:
    """Return a callable that computes `outputs` from `inputs`.

    inputs: variables, or `In` with a default, a state and its update. outputs: a variable, a list, or a dict. updates:
    pairs (shared variable, new value), all computed from the old values and committed together. givens: pairs
    (variable, replacement). profile: True, a message or a ProfileStats: `f.profile.summary()`.

    accept_inplace: the results of `theano.tensor.inplace` are left in the arguments that they overwrite. All other Ops
    that overwrite their inputs get copies of them.

    no_default_updates: True, or a list of shared variables, to leave out the updates that they carry, such as those of
    random streams. rebuild_strict: whether values in `givens` must have the very type of the variable.
    mode: "FAST_RUN", "FAST_COMPILE", "JAX", "DebugMode" and others. name: shown in profiles and errors.
    on_unused_input: "raise", "warn" or "ignore". allow_input_downcast: whether values may lose digits.

    Returns a callable that gives arrays of the types and shapes of `outputs`.
    Raises MissingInputError, UnusedInputError, TypeError.
    """
    ins = as_inputs(inputs)
    keys, outs = as_outputs(outputs)
    variables = [i.variable for i in ins]
    givens = pairs_of(givens)
    _check_givens(givens, variables)
    given = given_in_turn(givens, rebuild_strict)
    new_states = [i.update for i in ins if i.update is not None]
    plain = [*(o.variable for o in outs), *new_states]
    changed = with_default_updates(plain, update_pairs(updates), given, variables, no_default_updates, rebuild_strict)
    wanted = [*(o.variable for o in outs), *changed.values(), *new_states]
    if given:
        wanted = replace(wanted, given, rebuild_strict)
        for target, value in zip(changed, wanted[len(outs) :], strict=False):
            filter_update(target, value)
    wanted = [as_tensor(w) if not isinstance(w, Variable) else w for w in wanted]
    _check_wanted(wanted)
    ins, wanted = with_leaves(ins, wanted)
    check_inputs(ins, wanted, on_unused_input or config.on_unused_input, given)
    if accept_inplace:
        left = overwritten([i.variable for i in ins], wanted)
        ins = [mutable(i) if k in left else i for k, i in enumerate(ins)]
    if name is None:
        at = user_line()
        name = f"{at.filename}:{at.line}" if at else None
    mode, stats = get_mode(mode), profile_for(profile, name)
    if isinstance(mode, ProfileMode):
        stats = ProfileStats(mode in PREDEFINED.values(), message=name) if stats is None else stats
        mode.profiles.append(stats)
    return compiled(ins, outs, keys, list(changed), wanted, name, allow_input_downcast, mode, stats)


def _check_givens(givens: Sequence[tuple[Variable, Any]], inputs: Sequence[Variable]) -> None:
    replaced = {old for old, _ in givens}
    for v in inputs:
        if v in replaced:
            raise RuntimeError(
                f"You are trying to replace variable {describe(v)} through the `givens` parameter, but "
                "this variable is an input to your function. Replacing inputs is currently forbidden "
                "because it has no effect: take another variable as input, or use `theano.clone`."
            )


def _check_wanted(wanted: Sequence[Variable]) -> None:
    for w in wanted:
        if isinstance(w.type, NullType | DisconnectedType):
            raise TypeError(f"A function cannot compute {w.type}: a gradient that is not defined, or not connected.")


def compiled(
    ins: list[SymbolicInput],
    outs: list[SymbolicOutput],
    keys: str | list[str] | None,
    updated: list[SharedVariable],
    wanted: list[Variable],
    name: str | None,
    allow_downcast: bool | None,
    mode: Mode,
    profile: ProfileStats | None = None,
    cells: list[Container] | None = None,
) -> Function:
    """Return the Function that computes `wanted`: outputs, new values of `updated`, then of inputs with updates."""
    began = time.perf_counter()
    compile_ = compile_overwriting if any(i.mutable and i.update is None for i in ins) else compile_graph
    executable = compile_([*(i.variable for i in ins), *updated], wanted, mode)
    if profile is not None:
        took = time.perf_counter() - began
        profile.compile_time += took
        rewriting = executable.compilation.seconds
        profile.optimizer_time += rewriting
        profile.linker_time += took - rewriting
        from .profiling.timed import timed  # all of the C backend

        timed(executable, profile)
    return Function(ins, outs, keys, updated, wanted, executable, name, allow_downcast, mode, profile, cells)


def copied(
    original: Any,
    swap: Mapping[Any, Any] | None,
    delete_updates: bool,
    name: str | None,
    profile: Any,
) -> Function:
    """Return a copy of `original`, with shared variables exchanged or without its updates."""
    name = name or (f"{original.name} copy" if original.name else None)
    keys = None if original.keys is None else "list"
    ins = [copy.copy(i) for i in original.ins]
    if delete_updates:
        for item in ins:
            item.update = None
    exchanged = _exchanged(original, swap)
    wanted, updated = list(original.wanted), list(original.updated)
    if delete_updates:
        wanted, updated = wanted[: original.n_outputs], []
    if exchanged or delete_updates:
        wanted = replace(wanted, exchanged)
        updated = [exchanged.get(v, v) for v in updated]
        new = compiled(
            ins,
            original.outs,
            keys,
            updated,
            wanted,
            name,
            original.allow_downcast,
            original.mode,
            profile_for(profile, name),
            _own_cells(original),
        )
        new._shared = [exchanged.get(v, v) for v in original.get_shared()]
        return new
    return type(original)(
        ins,
        original.outs,
        keys,
        updated,
        wanted,
        original.executable,
        name,
        original.allow_downcast,
        original.mode,
        profile_for(profile, name),
        _own_cells(original),
    )


def _own_cells(original: Any) -> list[Container]:
    """Return containers for a copy: states start with their initial values, defaults are the same objects."""
    cells = cells_for(original.ins, original.allow_downcast)
    for item, old, new in zip(original.ins, original.cells, cells, strict=True):
        if not item.mutable and old is not new:
            new.put(old.held)
    return cells


def _exchanged(original: Any, swap: Mapping[Any, Any] | None) -> dict[Any, Any]:
    """Check `swap`: ValueError for a variable that the function does not use, AssertionError for another type."""
    pairs = dict(swap or {})
    used = original.get_shared()
    for old, new in pairs.items():
        if not any(old is v for v in used):
            raise ValueError(f"SharedVariable: {describe(old)} not found: the function neither reads nor updates it.")
        if not isinstance(new, SharedVariable):
            raise AssertionError(f"Value of swap should be SharedVariable, given: {new!r}.")
        if old.type != new.type:
            raise AssertionError(
                f"Type of given SharedVariable conflicts with original one: {describe(new)} is "
                f"{new.type}, {describe(old)} is {old.type}."
            )
    return pairs


def restored(
    ins: list[SymbolicInput],
    outs: list[SymbolicOutput],
    keys: str,
    updated: list[SharedVariable],
    wanted: list[Variable],
    name: str | None,
    allow_downcast: bool | None,
    mode: Mode,
    cells: list[Container] | None = None,
    trust_input: bool = False,
) -> Function | None:
    """Return the function of a pickle. None if `config.unpickle_function` is off, as in legacy."""
    if not config.unpickle_function:
        return None
    new = compiled(ins, outs, keys, updated, wanted, name, allow_downcast, mode, None, cells)
    new.trust_input = trust_input
    return new


_compiled = restored  # in pickles of our first release


def evaluate(variable: Variable, values: dict[Any, Any]) -> Any:
    """Return `variable.eval(values)`: keys are variables or names."""
    needed = [v for v in free_inputs([variable]) if not isinstance(v, SharedVariable)]
    by_name = {v.name: v for v in needed if v.name}
    given = {by_name.get(k, k) if isinstance(k, str) else k: value for k, value in values.items()}
    inputs = list(given)
    kept: Sequence[int] = tuple(map(id, inputs))
    functions = variable.__dict__.setdefault("_fn_cache", {})
    if kept not in functions:
        # legacy's `eval` had the rules of FAST_RUN
        [wanted] = equal_values_as_numbers([v for v in inputs if isinstance(v, Variable)], [variable])
        functions[kept] = function(inputs, wanted, mode=Mode("vm", "fast_compile"), on_unused_input="ignore")
    return functions[kept](*given.values())


__all__ = [
    "Function",
    "In",
    "Out",
    "ProfileStats",
    "UnusedInputError",
    "compiled",
    "evaluate",
    "function",
    "restored",
]
