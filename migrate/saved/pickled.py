"""Reading a pickle without running anything that it names.

Every global becomes an inert class, NumPy's constructors too: their arguments are checked here and the
arrays built by `np.frombuffer`. NumPy's own `__setstate__` trusts its input (an object array whose
flags deny its objects reads raw pointers), so it never sees a saved file.
"""

from __future__ import annotations

import collections
import io
import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np

from migrate.saved.errors import CannotRead
from migrate.saved.inert import Inert, stand_in

NUMPY = ("numpy.core.", "numpy._core.")
KINDS = "biufc"
LARGEST = 1 << 40  # elements; a shape beyond that is no shape


class Array(Inert):
    """numpy.ndarray, as its pickle describes it."""

    def value(self) -> Any:
        """The array; arrays of objects, texts and records come as None, since no draw is one."""
        if not (isinstance(self.state, tuple) and len(self.state) == 5):
            return None
        _, shape, dtype, fortran, data = self.state
        return _array(shape, dtype, bool(fortran), data)


class Dtype(Inert):
    """numpy.dtype: the type string from its arguments, the byte order from its state."""

    def value(self) -> np.dtype | None:
        text = self.arguments[0] if self.arguments else ""
        if not (isinstance(text, str) and 2 <= len(text) <= 3 and text[0] in KINDS and text[1:].isdigit()):
            return None
        order = self.state[1] if isinstance(self.state, tuple) and len(self.state) > 1 else "="
        order = order if order in ("<", ">") else "="
        try:
            return np.dtype(order + text)
        except TypeError:
            return None


class Scalar(Inert):
    """numpy.core.multiarray.scalar(dtype, bytes)."""

    def value(self) -> Any:
        array = _array((1,), *self.arguments[:1], False, self.arguments[1]) if len(self.arguments) == 2 else None
        return None if array is None else array[0]


class Buffer(Inert):
    """numpy.core.numeric._frombuffer(buffer, dtype, shape, order), as pickle protocol 5 writes arrays."""

    def value(self) -> Any:
        if len(self.arguments) != 4:
            return None
        data, dtype, shape, order = self.arguments
        return _array(shape, dtype, order == "F", data)


def _array(shape: Any, dtype: Any, fortran: bool, data: Any) -> np.ndarray | None:
    kind = dtype.value() if isinstance(dtype, Dtype) else None
    if kind is None:
        return None
    if isinstance(data, str):  # written by Python 2
        data = data.encode("latin-1")
    sizes_ok = isinstance(shape, tuple) and all(isinstance(n, int) and 0 <= n < LARGEST for n in shape)
    if not sizes_ok or not isinstance(data, bytes | bytearray):
        return None
    if len(data) != math.prod(shape) * kind.itemsize:
        raise CannotRead(f"an array of shape {shape} holds {len(data)} bytes: the file is damaged")
    flat = np.frombuffer(bytes(data), dtype=kind) if data else np.empty(0, kind)
    return flat.reshape(shape, order="F" if fortran else "C").astype(kind.newbyteorder("="))


def _bytes(text: str, encoding: str = "latin1") -> bytes:
    return text.encode("utf-8" if encoding in ("utf8", "utf-8") else "latin-1")


def _bare_instance(cls: Any, base: Any = None, state: Any = None) -> Any:
    """What copyreg._reconstructor does, for classes that are ours."""
    return cls() if isinstance(cls, type) and issubclass(cls, Inert) else stand_in("copyreg", "object")()


PLAIN: dict[str, Callable[..., Any]] = {
    "builtins.bytes": lambda *_: b"",  # how protocol 2 writes empty bytes; of a number it would be memory
    "builtins.set": set,
    "builtins.frozenset": frozenset,
    "builtins.list": list,
    "builtins.dict": dict,
    "builtins.tuple": tuple,
    "builtins.complex": complex,
    "builtins.slice": slice,
    "collections.OrderedDict": collections.OrderedDict,
    "collections.defaultdict": lambda factory=None, *pairs: dict(*pairs),
    "_codecs.encode": _bytes,
    "copyreg._reconstructor": _bare_instance,
}
NUMPY_PARTS: dict[str, type[Inert]] = {
    "multiarray._reconstruct": Array,
    "multiarray.scalar": Scalar,
    "numeric._frombuffer": Buffer,
    "numpy.dtype": Dtype,
    "numpy.ndarray": Array,
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        module = module.replace("__builtin__", "builtins").replace("copy_reg", "copyreg")
        path = f"{module}.{name}"
        for prefix in NUMPY:
            path = path.removeprefix(prefix)
        if path in NUMPY_PARTS:
            return NUMPY_PARTS[path]
        return PLAIN.get(path) or stand_in(module, name)


def read_pickle(data: bytes) -> Any:
    """The tree of plain containers and inert objects that a pickle describes; nothing in it is called.

    Raises CannotRead when the bytes are no pickle, are cut off, or refer to things outside the file.
    """
    try:
        return _Unpickler(io.BytesIO(data), encoding="latin-1").load()
    except CannotRead:
        raise
    except EOFError:
        raise CannotRead("the pickle is cut off: it ends before its last object") from None
    except MemoryError:
        raise CannotRead("the pickle asks for more memory than there is: it is damaged") from None
    except Exception as error:  # a damaged pickle can fail in any way, and none is ours to sort out
        cut = "truncated" in str(error) or "ran out" in str(error)
        what = "is cut off" if cut else "cannot be read"
        raise CannotRead(f"the pickle {what}: {error or type(error).__name__}") from None


def value_of(node: Any) -> Any:
    """A NumPy value for an inert array, dtype or scalar; anything else as it is."""
    return node.value() if isinstance(node, Array | Dtype | Scalar | Buffer) else node
