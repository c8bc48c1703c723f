"""The result of `theano.function`: a callable with state. Source of the behaviour: theano.compile.function_module."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from ..compilation.modes import Mode
from ..explain.watching import WATCHED
from ..graph.container import Container
from ..graph.one_number import COUNTS_ALREADY, as_number
from ..graph.origin import describe, user_line
from ..graph.traversal import applies, free_inputs
from ..graph.types import TensorType, Type
from ..graph.variable import SharedVariable, Variable
from ..ops.elementwise.scalar_type import Scalar
from ..ops.tensor_variable import Tensor
from .graphs.maker import Maker, Running
from .inputs import SymbolicInput, SymbolicOutput
from .state import Containers, Values, cells_for, finder_of, missing_name


def _is_array(type_: Type) -> bool:
    return isinstance(type_, TensorType) and type_.ndim > 0


_WRITEABLE = np.zeros(0).flags


class FunctionCalls:
    """A compiled function.

    f(values...) computes; f[x], f.value[x] and f.container[x] are the default or state of an input, by variable, name
    or position.
    """

    def __init__(
        self,
        ins: Sequence[SymbolicInput],
        outs: Sequence[SymbolicOutput],
        keys: Any,
        updated: Sequence[SharedVariable],
        wanted: Sequence[Variable],
        executable: Any,
        name: str | None,
        allow_downcast: bool | None,
        mode: Mode | str | None,
        profile: Any = None,
        cells: Sequence[Container] | None = None,
    ) -> None:
        self.ins, self.outs, self.keys = list(ins), list(outs), keys
        self.updated = list(updated)
        self.wanted = list(wanted)  # outputs, new values of `updated`, new values of inputs
        self.executable = executable
        self.origin = user_line()
        self.name = name
        self.mode, self.profile = mode, profile
        self.allow_downcast = allow_downcast
        self.trust_input = False
        self.cells = list(cells) if cells is not None else cells_for(self.ins, allow_downcast)
        self.last_values: list[Any] | None = None  # of the last call, if it is watched
        if WATCHED.on:
            WATCHED.functions.append(self)
        self._watched = WATCHED.on
        self._look_at_inputs()
        self._look_at_outputs()
        self._look_at_new_values()
        self._plain = profile is None and not (
            self._watched or self._updating or self._lasting or self._numbers or any(i.implicit for i in self.ins)
        )
        self.fn = Running(self)

    def _look_at_inputs(self) -> None:
        self._types = [i.variable.type for i in self.ins]
        self._takes = [t.compat_takes for t in self._types]
        self._settings = [(c.strict, c.allow_downcast) for c in self.cells]
        self._required = [i.value is None for i in self.ins]
        self._updating = [k for k, i in enumerate(self.ins) if i.update is not None]
        self._lasting = {k for k, i in enumerate(self.ins) if isinstance(i.value, Container) and i.update is None}
        self._check_for_aliased_inputs = any(not i.shared and (i.borrow or i.mutable) for i in self.ins)

    def _look_at_outputs(self) -> None:
        self.n_outputs = len(self.outs)
        self._numbers = [k for k, o in enumerate(self.outs) if isinstance(o.variable.type, Scalar)]
        self._of_rank = [] if COUNTS_ALREADY else [k for k, o in enumerate(self.outs) if _is_array(o.variable.type)]

    def _look_at_new_values(self) -> None:
        # new values that are old ones: shared variables that exchange arrays take the arrays themselves
        given = [*(i.variable for i in self.ins), *self.updated]
        self._passed_on = [
            (k, i) for k, w in enumerate(self.wanted) if k >= self.n_outputs for i, v in enumerate(given) if w is v
        ]
        self._targets = [*(s.container for s in self.updated), *(self.cells[k] for k in self._updating)]
        # arrays from C are freshly allocated, and need no copy
        self._fresh = self.executable.run.fresh and not self._passed_on

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self._plain:
            return self._call_with_state(args, kwargs)
        output_subset = kwargs.pop("output_subset", None) if kwargs else None
        values: Any = self._arguments(args, kwargs) if kwargs or len(args) != len(self.ins) else args
        k = 0
        for v in values:  # most calls pass arrays of the right types
            if type(v) is not np.ndarray or not self._takes[k](v):
                values = self._accepted(values, k)
                break
            k += 1
        outputs = self._compute(values)
        for k in self._of_rank:
            if outputs[k].size == 1:
                outputs[k] = as_number(outputs[k])
        return outputs[0] if self.keys == "one" and output_subset is None else self._formed(outputs, output_subset)

    def _accepted(self, values: Sequence[Any], first: int) -> list[Any]:
        """Return `values`; from the `first` on, filtered if they are not arrays of the right types."""
        accept = self._trusted if self.trust_input else self._filter
        found = list(values)
        for k in range(first, len(found)):
            if type(found[k]) is not np.ndarray or not self._takes[k](found[k]):
                found[k] = accept(k, found[k])
        return found

    def _compute(self, values: Sequence[Any]) -> list[Any]:
        """Return outputs at filtered `values`, after committing all updates."""
        inputs = [*values, *[s.container.held for s in self.updated]] if self.updated else values
        results = self.executable(inputs)
        if self._fresh:
            return self._committed(results) if self._targets else results
        for k, i in self._passed_on:
            results[k] = inputs[i] if i < len(values) else self.updated[i - len(values)].container.held
        n = self.n_outputs
        if len(results) != n:
            self._commit(results[n:], values)
        outputs = results[:n]
        for k, out in enumerate(self.outs):
            if not out.borrow or not getattr(outputs[k], "flags", _WRITEABLE).writeable:
                outputs[k] = self._own(k, outputs[k], values)
        return outputs

    def _committed(self, results: list[Any]) -> list[Any]:
        """Commit the new values among `results`, and return the outputs, each with no other owner."""
        n = self.n_outputs
        for container, value in zip(self._targets, results[n:], strict=True):
            container.put(value)
        return results[:n]

    def _formed(self, outputs: list[Any], subset: Any) -> Any:
        for k in self._numbers:  # a Scalar's value is a number, not an array
            outputs[k] = outputs[k][()]
        if self.keys == "one":
            return outputs[0] if subset is None else [outputs[k] for k in subset]
        if self.keys == "list":
            return [outputs[k] for k in subset] if subset is not None else outputs
        if self.keys is None:
            return []
        named = dict(zip(self.keys, outputs, strict=True))
        return named if subset is None else {key: named[key] for key in subset}

    def _call_with_state(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        began = time.perf_counter()
        output_subset = kwargs.pop("output_subset", None)
        given = set(range(len(args)))
        given.update(self._position(key) for key in kwargs)
        values = self._arguments(args, kwargs)
        for k in given:
            if self.ins[k].implicit:
                raise TypeError(f"Tried to provide value for implicit input: {describe(self._asked(k))}")
        accept = self._trusted if self.trust_input else self._filter
        values = [accept(k, v) if k in given else v for k, v in enumerate(values)]
        if self._watched:
            self.last_values = list(values)
        computing = time.perf_counter()
        outputs = self._compute(values)
        for k in given & self._lasting:
            self.cells[k].put(values[k])
        if self.profile is not None:
            now = time.perf_counter()
            self.profile.called(now - began, now - computing)
        for k in self._of_rank:
            outputs[k] = as_number(outputs[k])
        return self._formed(outputs, output_subset)

    def _own(self, k: int, value: Any, values: Sequence[Any]) -> Any:
        """Return `value` of output `k`, copied if it is a view of memory that is not only the caller's."""
        if not isinstance(value, np.ndarray):
            held = (
                *values,
                *(s.container.held for s in self.updated),
                *(self.cells[i].held for i in self._updating),
                *self.executable.data.held(),
            )
            return self.outs[k].variable.type.compat_fresh(value, held)
        if isinstance(value, np.ndarray) and (
            value.base is not None
            or not value.flags.owndata
            or not value.flags.writeable
            or any(value is v for v in values)
            or any(value is s.container.held for s in self.updated)
            or any(value is self.cells[k].held for k in self._updating)
            or any(value is d for d in self.executable.data.held())
        ):
            return value.copy()
        return value

    def _commit(self, new_values: Sequence[Any], arguments: Sequence[Any]) -> None:
        """Commit all updates, after all were computed.

        A value with another owner is copied; shared variables that exchange values take the arrays.
        """
        targets = self._targets
        leaving = {id(c.held) for c in targets[: len(self.updated)]}
        aliased = {id(c.held) for c in targets if c.aliased}
        held = (*arguments, *self.executable.data.held())
        taken: set[int] = set(map(id, held)) - leaving
        fresh: list[Any] = []
        for value, target in zip(new_values, targets, strict=True):
            if not isinstance(value, np.ndarray) and target.type is not None:
                value = target.type.compat_fresh(value, (*held, *fresh))
            if isinstance(value, np.ndarray) and (
                id(value) in taken or value.base is not None or not value.flags.owndata or not value.flags.writeable
            ):
                value = value.copy()
            taken.add(id(value))
            fresh.append(value)
        for container, value in zip(targets, fresh, strict=True):
            container.put(value)
            container.aliased |= id(value) in aliased

    def _filter(self, k: int, value: object) -> Any:
        strict, allow_downcast = self._settings[k]
        if value is None:
            if self._may_be_none(k):
                return None
            value = self._instead_of_none(k)
        try:
            return self._types[k].filter(value, strict=strict, allow_downcast=allow_downcast)
        except (TypeError, ValueError) as error:
            raise self._refused(k, value, error) from None

    def _trusted(self, k: int, value: object) -> Any:
        """Return `value` if compiled code may read it as it is: nothing is converted, and nothing read unchecked."""
        type_ = self._types[k]
        if not isinstance(type_, TensorType) or (value is None and self._may_be_none(k)):
            return value
        if value is None:
            value = self._instead_of_none(k)
        try:
            return type_.compat_unconverted(value)
        except (TypeError, ValueError) as error:
            raise self._refused(k, value, error) from None

    def _refused(self, k: int, value: object, error: Exception) -> Exception:
        """Return `error`, with the argument and the function that it is about."""
        named = getattr(value, "name", None)
        argument = f'argument with name "{named}"' if isinstance(named, str) else "argument"
        called = f'theano function with name "{self.name}"' if self.name else "theano function"
        first = error.args[0] if error.args else ""
        return type(error)(
            f"Bad input {argument} to {called} at index {k} (0-based), {describe(self._asked(k))}: {first}"
        )

    def _may_be_none(self, k: int) -> bool:
        """Return whether an input without a value may be None."""
        variable = self.ins[k].variable
        return any(node.op.compat_takes_none and variable in node.inputs for node in applies(self.wanted))

    def _instead_of_none(self, k: int) -> Any:
        """Return an array in place of None for an input that nothing reads, which legacy accepted; else None."""
        variable = self.ins[k].variable
        if (
            k in self._updating
            or not isinstance(variable.type, TensorType)
            or any(v is variable for v in free_inputs(self.wanted))
        ):
            return None
        return np.zeros((1,) * variable.type.ndim, variable.type.dtype)

    def _asked(self, k: int) -> Variable:
        item = self.ins[k]
        return item.variable if item.asked is None else item.asked

    def _position(self, key: str) -> int:
        """Of the input with that name (or variable); TypeError if there is none, or more than one."""
        found = [
            k for k, i in enumerate(self.ins) if (i.name == key if isinstance(key, str) else self._asked(k) is key)
        ]
        if len(found) != 1:
            raise TypeError(missing_name(self, key, bool(found)))
        return found[0]

    def _arguments(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        if len(args) + len(kwargs) > len(self.ins):
            if any(s.name in kwargs for s in self.get_shared()):
                name = next(s.name for s in self.get_shared() if s.name in kwargs)
                raise TypeError(f"Tried to provide value for implicit input: {name}")
            raise TypeError(
                f"Too many parameter passed to theano function: {len(args) + len(kwargs)} for {len(self.ins)} inputs."
            )
        values: dict[int, Any] = dict(enumerate(args))
        for key, value in kwargs.items():
            k = self._position(key)
            if k in values:
                raise TypeError(f"Multiple values for input: {describe(self._asked(k))} was given twice")
            values[k] = value
        for k in range(len(self.ins)):
            if k not in values:
                held = self.cells[k].held
                if self._required[k] and held is None:
                    raise TypeError(f"Missing required input: {describe(self._asked(k))}")
                values[k] = held
        return [values[k] for k in range(len(self.ins))]

    @property
    def only_computes(self) -> bool:
        """Whether a call only reads its arguments and data and returns new arrays, without state or reports."""
        return self._plain and self._fresh and not self._targets

    def compute_stored(self) -> list[Any]:
        """Return outputs at the values of the inputs' containers, which others may have written to."""
        return self._compute([self._trusted(k, cell.held) for k, cell in enumerate(self.cells)])

    # ---- attributes for legacy code

    @property
    def maker(self) -> Maker:
        """The maker, for legacy code: `f.maker.fgraph`, `.inputs`, `.outputs`."""
        if "_maker" not in self.__dict__:
            self._maker = Maker(self)
        return self._maker

    @property
    def finder(self) -> dict[Any, Any]:
        """The Container of every input, by position, variable and name."""
        return finder_of(self)

    @property
    def inv_finder(self) -> dict[Container, Any]:
        return dict(zip(self.input_storage, self.maker.inputs, strict=True))

    @property
    def value(self) -> Values:
        return Values(self)

    @property
    def container(self) -> Containers:
        return Containers(self)

    @property
    def input_storage(self) -> list[Container]:
        """The Containers of the inputs, then those of the shared variables."""
        return [*self.cells, *(s.container for s in self.get_shared())]

    @cached_property
    def output_storage(self) -> list[Container]:
        """The list in which `f.fn()` leaves the outputs."""
        return [Container.of(None, out.variable.type) for out in self.outs]

    @property
    def indices(self) -> list[Any]:
        return [(i, None, [i]) for i in self.maker.inputs]

    @property
    def outputs(self) -> list[SymbolicOutput]:
        return self.outs

    @property
    def defaults(self) -> list[tuple[bool, bool, Any]]:
        """For each input: whether a call must give it, whether its default is restored after a call, the default."""
        return [
            (
                i.value is None and not i.shared,
                i.value is not None and not isinstance(i.value, Container) and i.update is None,
                None if i.shared else i.value.held if isinstance(i.value, Container) else i.value,
            )
            for i in self.maker.inputs
        ]

    @property
    def n_returned_outputs(self) -> int:
        """The number of outputs that a call returns: those that are no updates."""
        return self.n_outputs

    @property
    def nodes_with_inner_function(self) -> list[Any]:
        """The Ops of the graph that runs which have a function of their own, as Theano's Scan had: none here has."""
        return [node.op for node in self.maker.fgraph.toposort() if hasattr(node.op, "fn")]

    @property
    def unpack_single(self) -> bool:
        return self.keys == "one"

    @property
    def return_none(self) -> bool:
        return False

    @property
    def output_keys(self) -> list[str] | None:
        return self.keys if isinstance(self.keys, list) else None

    def __getitem__(self, key: Tensor | str) -> Any:
        return self.value[key]

    def __setitem__(self, key: str, value: float) -> None:
        self.value[key] = value

    def __contains__(self, key: Variable | str) -> bool:
        return key in self.finder

    def get_shared(self) -> list[SharedVariable]:
        """Return the shared variables that it reads or updates."""
        if "_shared" not in self.__dict__:
            read = [v for v in free_inputs(self.wanted[::-1]) if isinstance(v, SharedVariable)]  # in order of use
            self._shared = list(dict.fromkeys([*read, *self.updated]))
        return list(self._shared)

    def sync_shared(self) -> None:
        """Do nothing: legacy waited for a GPU; here values are ready when a call returns."""

    def free(self) -> None:
        """Discard the results of the last call, which `f.fn.allow_gc = False` keeps."""
        self.fn.forget()

    def __repr__(self) -> str:
        return f"<compat Function {self.name or ''} of {len(self.ins)} inputs, {self.executable.backend} backend>"
