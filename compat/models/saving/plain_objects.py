"""A model as bytes that are read without running anything they bring along.

They are a pickle of which only objects of our own classes of graphs and models are read, NumPy's arrays and plain data.
Reading makes an object without its constructor and sets its attributes; the only calls are those of `_call_of`.
Functions, classes of users and Ops with C code of their own have no form here: writing and reading refuse them by name.
"""

from __future__ import annotations

import copyreg
import importlib
import io
import pickle
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from ...graph.op import Op
from ...importing.legacy_modules import HOMES, OPS, today
from ...ops.elementwise.elemwise import Elementwise
from ..distributions.distribution import DensityDist, Distribution, _Unpickling

OURS = (
    *("theano_compat.graph.", *OPS, "theano_compat.distributions."),
    *(f"{home}.distributions." for home in HOMES["pymc3"][1:]),
    *("theano_compat.models.factors.", "theano_compat.models.modelling."),
    *("theano_compat.models.gp.", "theano_compat.pymc3_api.glm."),
)
NO_PARTS = tuple(  # of a model
    f"theano_compat.models.modelling.{file}" for file in ("blocking", "particle_densities", "theanof")
)
MODEL = "theano_compat.models.model"
WITH_CODE = ("theano_compat.ops.external_c_op", "theano_compat.ops.elementwise.user_scalar_op")
PLAIN = {
    *("float", "int", "bool", "complex", "str", "bytes", "tuple", "list", "dict", "set", "frozenset", "slice"),
    *("bytearray", "range", "object"),
}
SPARSE = {"csr_matrix", "csc_matrix", "coo_matrix", "csr_array", "csc_array", "coo_array"}
NUMPY_CALLS = ("_reconstruct", "scalar", "_frombuffer", "_mareconstruct")


class NotPlain(ValueError):
    """Something has no form that can be read without running it; the sentence names it."""


class LeftOut:
    """A function of a distribution that was not saved: draws from the prior or the predictive would call it."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(f"{self.name} is a function of the script, and is not saved with the model.")


# ---- writing


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, type) or isinstance(value, types.BuiltinFunctionType):
            return NotImplemented  # by name
        if isinstance(value, types.FunctionType | types.ModuleType):
            if _call_of(getattr(value, "__module__", ""), value.__name__):
                return NotImplemented
            raise NotPlain(f"{getattr(value, '__qualname__', value)} is a function, and is not saved with a model")
        module = type(value).__module__
        if hasattr(value, "to_numpy") and module.startswith("pandas."):
            return np.asarray(value.to_numpy()).__reduce_ex__(5)
        if isinstance(value, Distribution):
            _check(value)
            state = {name: _or_left_out(type(value), name, one) for name, one in vars(value).items()}
            return copyreg.__newobj__, (type(value), _Unpickling), state
        if isinstance(value, types.MethodType) and isinstance(value.__self__, Distribution):
            return getattr, (value.__self__, value.__name__)
        _check(value)
        return NotImplemented


def _or_left_out(kind: type, name: str, value: Any) -> Any:
    is_ours = isinstance(value, types.MethodType) and isinstance(value.__self__, Distribution)
    if callable(value) and not is_ours and not _is_ours(type(value).__module__):
        return LeftOut(f"{kind.__name__}.{name}")
    return value


def _check(value: Any) -> None:
    kind = type(value)
    if kind.__module__ == "builtins" or _is_known(kind) or isinstance(value, Elementwise | np.generic | np.dtype):
        return
    if isinstance(value, np.ndarray) and kind.__module__.startswith(("numpy", "theano_compat.graph.")):
        return
    what = f"the Op {value.compat_plain_name}" if isinstance(value, Op) else f"a {kind.__name__}"
    raise NotPlain(f"{what} is not saved with a model: to read it is to run {kind.__module__}.{kind.__qualname__}")


def dumps(value: Any) -> bytes:
    """Return the bytes of a model. Raises NotPlain."""
    buffer = io.BytesIO()
    try:
        _Writer(buffer, protocol=5).dump(value)
    except NotPlain:
        raise
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
        raise NotPlain(f"{error}, so it is not saved with a model") from None
    made = buffer.getvalue()
    loads(made)
    return made


# ---- reading


def _is_ours(module: str) -> bool:
    return module.startswith(OURS) and module not in NO_PARTS


def _is_known(kind: type) -> bool:
    """Return whether objects of that class may be made."""
    module = kind.__module__
    ours = _is_ours(module) and module not in WITH_CODE or module == MODEL or kind is LeftOut
    sparse = module.startswith("scipy.sparse.") and kind.__name__ in SPARSE
    return (ours or sparse) and kind is not Elementwise


def _method(owner: Any, name: str) -> Any:
    """Return a method of a distribution, as `getattr` does."""
    if not isinstance(owner, Distribution) or name.startswith("_") or not callable(getattr(type(owner), name, None)):
        raise NotPlain(f"{name} is no method of a distribution")
    return getattr(owner, name)


def _row(name: str) -> Any:
    return _function("theano_compat.ops.elementwise.elemwise", "_row_named")(name)


def _function(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


def _call_of(module: str, name: str) -> Callable[..., Any] | None:
    """Return the function of that name that reading may call."""
    if (module, name) == ("builtins", "getattr"):
        return _method
    if (module, name) == ("theano_compat.ops.elementwise.elemwise", "_row_named"):
        return _row
    if module.startswith(("numpy.core.", "numpy._core.", "numpy.ma.")) and name in NUMPY_CALLS:
        return _function(module, name)
    return None


class _Reader(pickle._Unpickler):  # type: ignore[name-defined]  # in Python, for its methods are replaced here
    dispatch = dict(pickle._Unpickler.dispatch)  # type: ignore[attr-defined]

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file)
        self._calls: list[Callable[..., Any]] = []  # that this file may make

    def find_class(self, module: str, name: str) -> Any:
        if "." in name:
            raise NotPlain(f"{module}.{name} is nothing that a model needs")
        module = today(module)
        if found := _call_of(module, name):
            self._calls.append(found)
            return found
        if module == "builtins" and name in PLAIN or module == "copyreg" and name == "__newobj__":
            return _function(module, name)
        if module in ("numpy", "numpy.ma", "numpy.ma.core", "numpy.dtypes"):
            found = _function(module, name)
            if isinstance(found, type) and issubclass(found, np.generic | np.ndarray | np.dtype):
                return found
        if module.startswith((*OURS, "scipy.sparse.")) or module in (MODEL, __name__):
            found = _function(module, name)
            if isinstance(found, type) and found.__module__ == module and (_is_known(found) or found is _Unpickling):
                return found
        raise NotPlain(f"{module}.{name} is nothing that a model needs")

    def load_reduce(self) -> None:
        arguments = self.stack.pop()
        function = self.stack[-1]
        if function is copyreg.__newobj__:
            self.stack[-1] = _made(*arguments)
        elif function is np.dtype or any(function is one for one in self._calls):
            self.stack[-1] = function(*arguments)
        elif function in (set, frozenset, slice, complex, bytearray, range):
            self.stack[-1] = function(*arguments)
        else:
            raise NotPlain(f"{function} is not called to read a model")

    def load_newobj(self) -> None:
        arguments = self.stack.pop()
        self.stack[-1] = _made(self.stack[-1], *arguments)

    def load_build(self) -> None:
        state = self.stack.pop()
        value = self.stack[-1]
        attributes = {**(state[0] or {}), **state[1]} if _is_pair_of_dicts(state) else state
        if isinstance(value, Op) and isinstance(attributes, dict):
            _check_op(value, attributes)
        if isinstance(value, DensityDist):  # its own method reads another pickle
            vars(value).update(attributes)
            return
        self.stack.append(state)
        super().load_build()

    def _refuse(self) -> None:
        raise NotPlain("this is no model that was saved here")

    dispatch[pickle.REDUCE[0]] = load_reduce
    dispatch[pickle.NEWOBJ[0]] = load_newobj
    dispatch[pickle.BUILD[0]] = load_build
    for one in (pickle.INST, pickle.OBJ, pickle.NEWOBJ_EX, pickle.PERSID, pickle.BINPERSID, pickle.EXT1, pickle.EXT2):
        dispatch[one[0]] = _refuse
    dispatch[pickle.EXT4[0]] = _refuse


def _is_pair_of_dicts(state: object) -> bool:
    return isinstance(state, tuple) and len(state) == 2 and all(isinstance(one, dict | None) for one in state)


def _made(kind: Any, *arguments: Any) -> Any:
    """Return a new object of a class, whose constructor is not called."""
    if not isinstance(kind, type):
        raise NotPlain(f"{kind} is no class")
    if issubclass(kind, tuple):
        return tuple.__new__(kind, arguments)
    if arguments not in ((), (_Unpickling,)):
        raise NotPlain(f"{kind.__name__} is not made of arguments")
    return kind.__new__(kind, *arguments)


def _check_op(op: Op, attributes: dict[str, Any]) -> None:
    """Raise NotPlain for an attribute in place of a method, or of a text that is the class's: it could be C code."""
    kind = type(op)
    known = {field.name for field in fields(kind)} if is_dataclass(kind) else set()
    for name in attributes.keys() - known - {"name"}:
        of_class = getattr(kind, name, None)
        if callable(of_class) or isinstance(of_class, str | property) or name.startswith("c_"):
            raise NotPlain(f"{kind.__name__}.{name} is the class's own")


def loads(data: bytes) -> Any:
    """Return the model of `dumps`. Raises NotPlain for what is none, and for bytes that are damaged."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except NotPlain:
        raise
    except Exception as error:
        raise NotPlain(f"this is no model that was saved here ({type(error).__name__}: {error})") from None


__all__ = ["NotPlain", "dumps", "loads"]
