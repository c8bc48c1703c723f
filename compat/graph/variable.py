"""Variables and applications: the nodes of a user's graph, under their legacy names (theano.gof.graph).

Our code never changes the structure of these objects, nor adds attributes; only `name` and `tag` are for the user to
set.
"""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from ..settings import config
from .aligned import copied
from .annotations import NOTHING, Annotation, of_pickle
from .borrowed import Borrowed
from .container import Container
from .hooks import HOOKS
from .one_number import given
from .origin import Origin, describe, user_line
from .types import Type


class _Recorded(threading.local):
    """Lists to which every new variable of this thread is appended."""

    def __init__(self) -> None:
        self.lists: list[list[Variable]] = []


_recorded = _Recorded()


@contextmanager
def recorded_variables() -> Iterator[list[Variable]]:
    """Yield a list of the variables that this thread makes inside the `with` statement, in order."""
    made: list[Variable] = []
    _recorded.lists.append(made)
    try:
        yield made
    finally:
        _recorded.lists = [one for one in _recorded.lists if one is not made]


class Tag:
    """A variable's scratchpad (theano.gof.utils.scratchpad).

    `test_value` is a value of the variable's type; unless given, it is computed when it is first read.

    owner: the variable or application. A tag takes any further attribute.
    """

    def __init__(self, owner: Variable | None = None) -> None:
        self.__dict__["_owner"] = owner

    def __getattr__(self, name: str) -> Any:
        owner = self.__dict__.get("_owner")
        if name == "test_value" and owner is not None:
            return HOOKS.test_value(owner)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name: str, value: object) -> None:
        owner = self.__dict__.get("_owner")
        if name == "test_value" and owner is not None:
            value = owner.type.filter(value)
        self.__dict__[name] = value

    def update(self, other: Tag) -> None:
        self.__dict__.update({k: v for k, v in other.__dict__.items() if k != "_owner"})

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __repr__(self) -> str:
        return "scratchpad" + str({k: v for k, v in self.__dict__.items() if k != "_owner"})


_KEPT_FUNCTIONS = ("_fn_cache", "_drawn_by")  # functions compiled for `eval` and random draws, which are not pickled


class Node:
    """A variable or an application of an Op."""


class Variable(Node):
    """A symbolic value: `type`, and either an `owner` (the Apply that computes it, output `index`) or None.

    type: its Type, such as tt.dvector, which fixes dtype and rank of its values. owner: an Apply.
    index: the position among the outputs of owner. name: shown in errors and printed graphs.

    `eval({input: value})` computes it.
    """

    __count__ = itertools.count(0)  # the numbers in auto_name
    # one from a real Theano's pickle has none
    owner: Apply | None = None
    index: int | None = None
    compat_origin: Origin | None = None  # the user's line
    _annotation = NOTHING
    # What variables of tensors and sparse matrices have (ops/tensor_variable.py, ops/sparse/variable.py).
    dtype: Any
    shape: Any
    astype: Any
    zeros_like: Any

    def __init__(
        self, type: Type, owner: Apply | None = None, index: int | None = None, name: str | None = None
    ) -> None:
        self.tag = Tag(self)
        self.type = type
        self.owner = owner
        self.index = index
        if name is not None and not isinstance(name, str):
            raise TypeError("name must be a string", name)
        self.name = name
        self.auto_name = f"auto_{next(Variable.__count__)}"
        self.compat_origin = user_line() if owner is None else None
        for made in _recorded.lists:
            made.append(self)

    @property
    def compat_annotation(self) -> Annotation:
        """What is known of this leaf beyond its type: see `annotated`."""
        return self._annotation

    def __str__(self) -> str:
        if self.name is not None:
            return self.name
        if self.owner is not None:
            op = self.owner.op
            return f"{op}.{self.index}" if getattr(op, "default_output", None) != self.index else f"{op}.out"
        return f"<{self.type}>"

    def __repr__(self) -> str:
        if config.print_test_value:
            try:
                return f"{self}\n{self.tag.test_value!r}"
            except AttributeError:  # it has none
                pass
        return str(self)

    def clone(self) -> Variable:
        """Return a copy of the variable with the same type, name and annotation, and no owner."""
        copy = self.__class__(self.type, None, None, self.name)
        copy.tag.update(self.tag)
        if self._annotation is not NOTHING:
            copy._annotation = self._annotation
        return copy

    def get_test_value(self) -> Any:
        """Return `tag.test_value`; AttributeError (a TestValueError) if there is none and none can be computed."""
        return self.tag.test_value

    def get_parents(self) -> list[Apply]:
        return [] if self.owner is None else [self.owner]

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in _KEPT_FUNCTIONS}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(of_pickle(state))
        if hasattr(getattr(self.owner, "op", None), "compat_settled"):
            self.owner.op = self.owner.op.compat_settled(self.type)  # type: ignore[union-attr]  # of a real Theano's

    def eval(self, inputs_to_values: dict[Any, Any] | None = None) -> Any:
        """Compute the value of this variable, given values of the inputs it needs."""
        return HOOKS.evaluate(self, inputs_to_values or {})


def annotated(type: Type, annotation: Annotation, name: str | None = None) -> Any:
    """Make a leaf of `type` with an annotation."""
    made = type.make_variable(name)  # users' types may have variable classes of their own
    if annotation is not NOTHING:
        made._annotation = annotation
    return made


_DIGESTED = 1 << 23  # bytes: some 10 ms of hashing


class Constant(Variable):
    """A variable with a fixed value; `tt.constant` makes it of a number or an array.

    type: its Type. data: the value, of the rank and dtype that type says, and any shape. name: shown in errors.
    """

    _digest: bytes | None = None
    compat_borrowed: Borrowed | None = None

    def __init__(self, type: Type, data: Any, name: str | None = None) -> None:
        super().__init__(type, None, None, name)
        self.data = type.filter(data)

    @property
    def value(self) -> Any:
        return self.data

    def get_test_value(self) -> Any:
        return self.data

    def equals(self, other: Variable) -> bool:
        """Return whether `other`, a constant or an array, has the same type and bits."""
        if isinstance(other, np.ndarray):
            mine = self.data
            return (
                isinstance(mine, np.ndarray)
                and mine.dtype == other.dtype
                and mine.shape == other.shape
                and mine.tobytes() == other.tobytes()
            )
        return isinstance(other, Constant) and self.signature() == other.signature()

    def signature(self) -> Any:
        """Return a key that equal constants share: dtype, shape and bits; a very large constant's identity."""
        data = self.data
        if isinstance(data, np.ndarray):
            if data.size <= 64:
                return ("array", self.type, data.shape, data.tobytes())
            if data.nbytes <= _DIGESTED:  # an index array that a model writes twice becomes one argument
                if self._digest is None:
                    self._digest = hashlib.blake2b(np.ascontiguousarray(data).data, digest_size=16).digest()
                return ("digest", self.type, data.shape, self._digest)
            then = (
                None if self.compat_borrowed is None else self.compat_borrowed.sample
            )  # the array may have changed since
            return ("large", self.type, data.ctypes.data, data.shape, data.strides, then)
        try:
            hash(data)
        except TypeError:
            return ("object", id(self))
        return ("value", self.type, type(data), data)

    def merge_signature(self) -> Any:
        """Return the same as `signature`: constants of one signature are one."""
        return self.signature()

    def clone(self) -> Constant:
        copy = self.__class__(self.type, self.data, self.name)
        copy.compat_borrowed = self.compat_borrowed
        if self._annotation is not NOTHING:
            copy._annotation = self._annotation
        return copy

    def __str__(self) -> str:
        if self.name is not None:
            return self.name
        text = self._text()
        if len(text) > 20:
            text = text[:10].replace("\n", " ") + ".." + text[-10:].replace("\n", " ")
        return f"{type(self).__name__}{{{text}}}"

    def _text(self) -> str:
        return str(self.data)


def annotated_constant(
    type: Type,
    data: np.ndarray,
    name: str | None = None,
    borrowed: Borrowed | None = None,
    annotation: Annotation = NOTHING,
) -> Any:
    """Make a constant of `type` with an annotation.

    borrowed: the array is the user's own, and may change.
    """
    made = type.make_constant(data, name)
    made.compat_borrowed = borrowed
    if annotation is not NOTHING:
        made._annotation = annotation
    return made


class SharedVariable(Variable):
    """A variable with a persistent value that functions read and update; `theano.shared` makes it.

    name: shown in errors and profiles. type: its Type. value: the first value, of any shape that type allows.
    strict: TypeError for a later value of another type. allow_downcast: whether later values may lose digits.
    container: storage that is shared with another variable, in place of value.
    """

    default_update: Variable | None  # once set: the default new value in functions that use it
    _strict, _allow_downcast = False, None  # of one from a real Theano's pickle

    def __init__(
        self,
        name: str | None,
        type: Type,
        value: Any,
        strict: bool = False,
        allow_downcast: bool | None = None,
        container: Container | None = None,
    ) -> None:
        super().__init__(type, None, None, name)
        self.container = container or Container.of(
            type.filter(value, strict=strict, allow_downcast=allow_downcast), type, name, strict, allow_downcast
        )
        self._strict, self._allow_downcast = strict, allow_downcast

    def get_value(self, borrow: bool = False, return_internal_type: bool = False) -> Any:
        value = self.container.held
        if borrow:
            self.container.aliased = True
            return value
        return given(value.copy()) if isinstance(value, np.ndarray) else _deepcopy(value)

    def set_value(self, new_value: object, borrow: bool = False) -> None:
        if not borrow:
            new_value = copied(new_value) if isinstance(new_value, np.ndarray) else _deepcopy(new_value)
        try:
            self.container.put(self.type.filter(new_value, strict=self._strict, allow_downcast=self._allow_downcast))
        except (TypeError, ValueError) as error:
            raise type(error)(f"The shared variable {describe(self)} cannot take this value: {error}") from None
        self.container.aliased = borrow

    def get_test_value(self) -> Any:
        return self.container.held

    def zero(self, borrow: bool = False) -> None:
        """Set the value to zeros of its shape."""
        self.set_value(0 * self.container.held)

    def clone(self) -> SharedVariable:
        copy = self.__class__(self.name, self.type, None, self._strict, self._allow_downcast, self.container)
        copy.tag.update(self.tag)
        return copy


class Apply(Node):
    """One application of an Op: `op`, `inputs`, `outputs`; `origin` is the user's line that made it.

    op: the Op. inputs: variables of any shape. outputs: new variables, whose types the Op chose in `make_node`.
    """

    compat_origin: Origin | None = None
    compat_routes: dict[str | None, Any] | None = None  # what runs a user's Op, once it ran (user_op.py)
    compat_test_values_of: tuple[int, list[int]] | None = (
        None  # when test values were computed (functions/test_values.py)
    )

    def __init__(self, op: Any, inputs: Sequence[Variable], outputs: Sequence[Variable]) -> None:
        self.op = op
        self.tag = Tag()
        self.inputs = list(inputs)
        self.outputs = list(outputs)
        for variable in self.inputs:
            if not isinstance(variable, Variable):
                raise TypeError(f"The 'inputs' argument to Apply must contain Variable instances, not {variable}")
        for i, variable in enumerate(self.outputs):
            if not isinstance(variable, Variable):
                raise TypeError(
                    f"The 'outputs' argument to Apply must contain Variable instances with no owner, not {variable}"
                )
            if variable.owner is None:
                variable.owner, variable.index = self, i
            elif variable.owner is not self or variable.index != i:
                raise ValueError("All output variables passed to Apply must belong to it.")
        self.compat_origin = user_line()

    def __getstate__(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.__dict__.items()
            if name not in ("compat_routes", "compat_test_values_of")
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if "compat_origin" not in state:  # a real Theano's node: its Op may have another form here
            self.tag = Tag()  # its linkers left data there
            self.op = HOOKS.replace_op(self.op, self.inputs, self.outputs)

    @property
    def nin(self) -> int:
        return len(self.inputs)

    @property
    def nout(self) -> int:
        return len(self.outputs)

    @property
    def out(self) -> Variable:
        return self.default_output()

    def default_output(self) -> Variable:
        index = getattr(self.op, "default_output", None)
        if index is None:
            if len(self.outputs) != 1:
                raise ValueError(f"{self.op}.default_output should be an output index.")
            index = 0
        if not isinstance(index, int) or not 0 <= index < len(self.outputs):
            raise AttributeError(f"{self.op}.default_output is {index!r}, of {len(self.outputs)} outputs.")
        return self.outputs[index]

    def clone(self) -> Apply:
        """Copy the node, with new outputs and the same inputs."""
        copy = Apply(self.op, self.inputs, [output.clone() for output in self.outputs])
        copy.tag.update(self.tag)
        copy.compat_origin = self.compat_origin
        return copy

    def clone_with_new_inputs(self, inputs: Sequence[Variable], strict: bool = True) -> Apply:
        """Copy the node over `inputs`.

        strict: convert an input of another type to that of the present one, TypeError if it cannot be; else the Op
        makes the node anew where a type differs.
        """
        if strict:
            inputs = [old.type.filter_variable(new) for new, old in zip(inputs, self.inputs, strict=True)]
        if all(new.type == old.type for new, old in zip(inputs, self.inputs, strict=True)):
            copy = self.clone()
            copy.inputs = list(inputs)
            return copy
        return self.op.make_node(*inputs)

    def get_parents(self) -> list[Variable]:
        return list(self.inputs)

    def __str__(self) -> str:
        return f"{self.op}({', '.join(map(str, self.inputs))})"

    __repr__ = __str__


def _deepcopy(value: object) -> Any:
    import copy

    return copy.deepcopy(value)


Type.compat_variable_class = Variable
Type.compat_constant_class = Constant
