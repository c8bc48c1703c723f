"""Ops that users wrote: their thunks, C code or `perform` in NumPy, and in JAX through a callback.

A `perform` gets read-only views of its inputs, or copies of those that it declares to overwrite or return. One that
writes into them undeclared, or asks whether it may, which legacy allowed, gets copies of all, with a warning.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakSet

import numpy as np

from theano_common.users_lines import warn

from ..settings import config
from .fallbacks import fall_back
from .hooks import HOOKS
from .jax_callback import called_back
from .origin import as_if_from
from .thunks import CannotRunC, NodeThunk, storage_of
from .traversal import applies
from .types import TensorType, Type
from .variable import Apply, Constant, Variable

# DebugMode sets it: an Op may write only into what its destroy_map names, and must give what its types say
writes_are_errors: ContextVar[bool] = ContextVar("writes_are_errors", default=False)
_careless: WeakSet[type] = WeakSet()  # classes whose `perform` needed writable inputs
Route = Callable[[Any, Apply, Sequence[Any]], list[Any]]
# messages of NumPy, and of extension modules that ask its C interface for "behaved" (writable) arrays
_ASKS_TO_WRITE = re.compile(r"read-?only|writ(e?able|ing)|behaved", re.IGNORECASE)


class UndeclaredValue(TypeError):
    """A value that is none of the declared type, as DebugMode has it."""


def perform(op: Any, node: Apply, values: Sequence[Any]) -> list[Any]:
    """Compute output values of a user's Op; its exceptions propagate, with a note on the node."""
    return _route(op, node, None)(op, node, values)


def in_python(node: Apply) -> Callable[..., list[Any]] | None:
    """Return the function that computes a user's Op without its C code; None for other Ops, and if it has only that."""
    op: Any = node.op
    if not op.compat_is_black_box() or runs_in_c(op):
        return None
    return lambda *values: _route(op, node, "py")(op, node, values)


def _route(op: Any, node: Apply, impl: str | None) -> Route:
    """Return what runs `node`, which is decided once: a thunk of its own, C code, or `perform`.

    impl: "py" for no C code. In this order Theano's virtual machine looked, too.
    """
    if node.compat_routes is None:
        node.compat_routes = {}
    if impl not in node.compat_routes:
        node.compat_routes[impl] = _new_route(op, node, impl)
    return node.compat_routes[impl]


def _new_route(op: Any, node: Apply, impl: str | None) -> Route:
    if op._compat_own_thunk:
        return NodeThunk(node, impl)
    storage_map, compute_map = storage_of(node)
    if runs_in_c(op) or impl != "py" and config.cxx:
        op.prepare_node(node, storage_map, compute_map, "c")
        if prepared_in_c(op, node):
            return computed_in_c
    op.prepare_node(node, storage_map, compute_map, "py")
    return performed


def prepared_in_c(op: Any, node: Apply) -> bool:
    """Compile the C code of `node`; return whether that computes it, which a `perform` beside it does otherwise."""
    if not hasattr(op, "c_code"):
        return False
    try:
        HOOKS.prepare_c_code(node)
    except NotImplementedError as error:  # so an Op says that it has no C code for such inputs
        if not hasattr(op, "perform"):
            raise
        if isinstance(error, CannotRunC):
            fall_back(f"{op.compat_plain_name} runs by its `perform`: {error.why}", noticed=True)
        return False
    return True


def performed(op: Any, node: Apply, values: Sequence[Any], found: Sequence[Any] | None = None) -> list[Any]:
    """Compute output values by the `perform` of an Op. found: what it finds in the place of each output."""
    function: Any = op.perform
    views = () if writes_are_errors.get() else op.view_map.values()
    touched = {i for inputs in (*op.destroy_map.values(), *views) for i in inputs}
    storage: list[list[Any]] = [[None] for _ in node.outputs] if found is None else [[value] for value in found]
    takes_params = getattr(op, "params_type", None) is not None and len(inspect.signature(function).parameters) > 3
    params = [op.get_params(node)] if takes_params else []

    def inputs() -> list[Any]:
        writes = type(op) in _careless and not writes_are_errors.get()
        return [_guarded(v, writes or i in touched) for i, v in enumerate(values)]

    try:
        try:
            function(node, inputs(), storage, *params)
        except (AttributeError, BufferError, RuntimeError, TypeError, ValueError) as error:
            known = type(op) in _careless or writes_are_errors.get()
            if known or not _ASKS_TO_WRITE.search(str(error)):
                raise
            _careless.add(type(op))
            warn(
                f"{type(op).__name__}.perform wants to write into its inputs, without a `destroy_map` that says so: it "
                f"is given copies of them ({error}). What else reads them sees what they were.",
                RuntimeWarning,
            )
            function(node, inputs(), storage, *params)
    except Exception as error:
        if isinstance(error, NotImplementedError) and hasattr(op, "c_code"):
            return computed_in_c(op, node, values)  # a `perform` that says that only C computes it
        _note(error, f"{op.compat_plain_name}.perform", node)
        raise
    return [_as_declared(op, variable, cell[0]) for variable, cell in zip(node.outputs, storage, strict=True)]


def runs_in_c(op: Any) -> bool:
    """Return whether an Op has only C code."""
    return hasattr(op, "c_code") and not (hasattr(op, "perform") or op._compat_own_thunk)


def computed_in_c(op: Any, node: Apply, values: Sequence[Any]) -> list[Any]:
    """Compute output values by the C code of an Op."""
    touched = {i for inputs in (*op.destroy_map.values(), *op.view_map.values()) for i in inputs}
    inputs = [_for_c(v.type, value, i in touched) for i, (v, value) in enumerate(zip(node.inputs, values, strict=True))]
    try:
        found = HOOKS.run_c_code(node, inputs)
    except Exception as error:
        _note(error, f"the C code of {op.compat_plain_name}", node)
        raise
    return [_as_declared(op, variable, value) for variable, value in zip(node.outputs, found, strict=True)]


def _note(error: Exception, what: str, node: Apply) -> None:
    """Note on an error, once, which node raised it, also if a `perform` calls its own function."""
    made = f", made at {node.compat_origin}  {node.compat_origin.source()}".rstrip() if node.compat_origin else ""
    note = f"raised by {what} on {node}{made}"
    if note not in getattr(error, "__notes__", ()):
        error.add_note(note)


def _for_c(kind: Type, value: np.ndarray, touched: bool) -> Any:
    """Return an aligned array of the declared type; a copy where the Op writes into it."""
    if not isinstance(kind, TensorType):
        return value
    array = np.array(value, kind.dtype) if touched else np.asarray(value, kind.dtype)
    return array if array.flags.aligned and array.dtype.isnative else np.array(array, kind.dtype)


def require_perform(nodes: Iterable[Apply]) -> None:
    """Raise NotImplementedError for an Op that no backend can run: a user's without code, or with rejected C."""
    for node in nodes:
        op = node.op
        if not op.compat_is_black_box() or hasattr(op, "perform") or op._compat_own_thunk:
            continue
        if runs_in_c(op):
            HOOKS.prepare_c_code(node)
            continue
        made = f", used at {node.compat_origin}" if node.compat_origin else ""
        raise NotImplementedError(
            f"{op.compat_plain_name} cannot run{made}: its class {type(op).__name__} defines no `perform`."
        )


def _guarded(value: np.ndarray | None, touched: bool) -> Any:
    if not isinstance(value, np.ndarray | np.generic):
        return value
    if touched:
        return np.array(value)
    view = np.asarray(value).view()
    view.flags.writeable = False
    return view


def _as_declared(op: Any, variable: Variable, value: np.generic | np.ndarray | slice) -> Any:
    """Return `value` in the dtype of `variable`; TypeError if its rank differs, ValueError if there is no value."""
    if value is None:
        raise ValueError(f"{op.compat_plain_name}.perform did not set its output {variable.index}.")
    if writes_are_errors.get() and not variable.type.is_valid_value(value):
        raise UndeclaredValue(
            f"{op.compat_plain_name}.perform gave output {variable.index} a value that {variable.type} does not have: "
            f"{_in_words(value)}."
        )
    if not isinstance(variable.type, TensorType):
        return value
    array = np.asarray(value)
    if array.ndim != variable.type.ndim:
        raise TypeError(
            f"{op.compat_plain_name}.perform gave output {variable.index} {array.ndim} dimensions, {variable.type} was "
            "declared."
        )
    return array.astype(variable.type.dtype, copy=False)


def _in_words(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of dtype {value.dtype} and {value.ndim} dimensions"
    return f"{value!r:.80}, of type {type(value).__name__}"


def call_back(op: Any, node: Apply, values: Sequence[Any]) -> list[Any]:
    """Return `perform`'s outputs inside a traced JAX program: shapes must be known before Python is called back."""
    shapes = _static_shapes(op, node, [np.shape(v) for v in values])
    dtypes = [v.type.dtype for v in node.outputs]  # type: ignore[attr-defined]

    def checked(*concrete: np.ndarray) -> list[Any]:
        found = perform(op, node, concrete)
        for value, shape in zip(found, shapes, strict=True):
            if value.shape != shape:
                raise ValueError(
                    f"{op.compat_plain_name}.perform gave the shape {value.shape} where {shape} was expected: in the "
                    "JAX backend shapes may not change from call to call."
                )
        return found

    with as_if_from(node.compat_origin):  # otherwise the line would be one of JAX's
        return called_back(checked, shapes, dtypes, values, "sequential", op.compat_plain_name)


_shapes_seen: ContextVar[Mapping[Apply, Sequence[tuple[int, ...]]]] = ContextVar("shapes_seen")


def needs_a_call(node: Apply) -> bool:
    """Return whether the output shapes of a user's Op are known only after a call: it has no `infer_shape`."""
    return node.op.compat_is_black_box() and not hasattr(node.op, "infer_shape") and not _single(node)


@contextmanager
def with_shapes(seen: Mapping[Apply, Sequence[tuple[int, ...]]]) -> Iterator[None]:
    """Use, while a program is traced, the output shapes that an earlier call of such nodes revealed."""
    token = _shapes_seen.set(seen)
    try:
        yield
    finally:
        _shapes_seen.reset(token)


def _single(node: Apply) -> bool:
    return all(isinstance(v.type, TensorType) and all(v.type.broadcastable) for v in node.outputs)


def _static_shapes(op: Any, node: Apply, shapes: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return output shapes from input shapes, by `infer_shape`, or as in an earlier call.

    Raises NotImplementedError if neither is available.
    """
    if _single(node):
        return [(1,) * v.type.ndim for v in node.outputs]  # type: ignore[attr-defined]
    seen = _shapes_seen.get({}).get(node)
    if seen is not None:
        return list(seen)
    length = TensorType("int64", ())
    known = [tuple(length.make_constant(np.asarray(n)) for n in shape) for shape in shapes]
    inferred = op.compat_shapes(node, known)
    if inferred is not None:
        try:
            return [tuple(_number(n) for n in shape) for shape in inferred]
        except KeyError:
            pass
    raise NotImplementedError(
        f"{op.compat_plain_name} cannot run in the JAX backend: the shape of its output must follow from the shapes of "
        f"its inputs. Define `infer_shape` in {type(op).__name__}."
    )


def _number(length: Variable) -> int:
    """Compute a length from constants alone; KeyError if it depends on anything else."""
    if not isinstance(length, Variable):
        return int(length)
    values: dict[int, Any] = {}
    for node in applies([length]):
        inputs = [v.data if isinstance(v, Constant) else values[id(v)] for v in node.inputs]
        for output, value in zip(node.outputs, node.op.compat_array(np, node, *inputs), strict=True):
            values[id(output)] = value
    return int(length.data if isinstance(length, Constant) else values[id(length)])
