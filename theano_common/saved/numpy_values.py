"""Build NumPy's arrays, dtypes and numbers from their stand-ins in a pickle."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .errors import CannotRead
from .inert_objects import Inert, Name

NUMPY = ("numpy.core.", "numpy._core.")
LARGEST = 1 << 40  # elements; a larger shape is an error in the file
NUMBERS = "biufc"


def value_of(node: object) -> Any:
    """Return the NumPy value for the stand-in of an array, dtype or number; any other object as it is.

    Arrays of objects, texts and records give None, since draws are numbers.
    """
    if not isinstance(node, Inert):
        return node
    make = VALUES.get(_short(node.path))
    if make is None:
        return node.value if isinstance(node.value, np.ndarray) else node
    if node.value is None:
        node.value = make(node)  # cached: a file may refer to one array many times
    return node.value


def dtype_of(node: object, kinds: str = NUMBERS) -> np.dtype | None:
    """Return the dtype that the node stands for, if it is of these kinds."""
    if isinstance(node, Name):  # as in very old joblib files, and in dicts of dtypes
        short = _short(node.path).removeprefix("numpy.")
        return np.dtype(short) if short in SCALARS else None
    if not (isinstance(node, Inert) and _short(node.path) == "numpy.dtype" and node.arguments):
        return None
    text = node.arguments[0]
    if isinstance(text, Name):
        return dtype_of(text, kinds)
    text = str(text, "ascii") if isinstance(text, bytes) and text.isascii() else text
    if not (isinstance(text, str) and 2 <= len(text) <= 6 and text[0] in kinds and text[1:].isdigit()):
        return None
    order = node.state[1] if isinstance(node.state, tuple) and len(node.state) > 1 else "="
    try:
        return np.dtype((order if order in ("<", ">") else "=") + text)
    except TypeError:
        return None


def texts_of(node: object) -> list[str] | None:
    """Return the texts in an array of objects or of texts, or in a list; None if some are not text."""
    if isinstance(node, Inert) and node.state is not None and _short(node.path).endswith("_reconstruct"):
        parts = node.state if isinstance(node.state, tuple) and len(node.state) == 5 else (None,) * 5
        if (kind := dtype_of(parts[2], "SU")) is not None:
            array = shaped(content(parts[4]), kind, parts[1], bool(parts[3]))
            return [str(one, "latin-1") if isinstance(one, bytes) else str(one) for one in array.ravel()]
        node = parts[4]
    if isinstance(node, Inert):
        node = node.value if isinstance(node.value, list) else node.listed
    if not isinstance(node, list | tuple):
        return None
    texts = [str(one, "latin-1") if isinstance(one, bytes) else one for one in node]
    return texts if all(isinstance(one, str) for one in texts) else None


def content(data: object) -> Any:
    """Return the bytes of an array, in whichever way the protocol stores them."""
    if isinstance(data, Inert) and data.path == "_codecs.encode":
        text, encoding = (*data.arguments, "latin1")[:2]
        data = text.encode("utf-8") if encoding in ("utf8", "utf-8") else text
    if isinstance(data, str):  # written by Python 2
        try:
            data = data.encode("latin-1")
        except UnicodeEncodeError:
            raise CannotRead("an array whose bytes are none: the file is damaged") from None
    return data if isinstance(data, bytes | bytearray | memoryview) else None


def shaped(data: Any, kind: np.dtype, shape: Any, fortran: bool) -> Any:
    """Return an array that owns its memory, in native byte order. CannotRead when bytes and shape do not agree."""
    sizes_ok = isinstance(shape, tuple) and all(isinstance(n, int) and 0 <= n < LARGEST for n in shape)
    if not sizes_ok or len(shape) > 32 or data is None:
        return None
    if len(data) != math.prod(shape) * kind.itemsize:
        raise CannotRead(f"an array of shape {shape} holds {len(data)} bytes: the file is damaged")
    flat = np.frombuffer(data, dtype=kind) if len(data) else np.empty(0, kind)
    return flat.reshape(shape, order="F" if fortran else "C").astype(kind.newbyteorder("="))


def _short(path: str) -> str:
    for prefix in NUMPY:
        path = path.removeprefix(prefix)
    return path


def _array(node: Inert) -> Any:
    state = node.state
    if node.kind == "_create_array" and len(node.arguments) >= 3:  # dill: (function, its arguments, state)
        state = node.arguments[2]
    if not (isinstance(state, tuple) and len(state) == 5):
        return None
    _, shape, dtype, fortran, data = state
    kind = dtype_of(dtype)
    return None if kind is None else shaped(content(data), kind, shape, bool(fortran))


def _number(node: Inert) -> Any:
    """Return the number of numpy.core.multiarray.scalar(dtype, bytes)."""
    kind = dtype_of(node.arguments[0]) if len(node.arguments) == 2 else None
    data = content(node.arguments[1]) if kind is not None else None
    return None if data is None else shaped(data, kind, (1,), False)[0]  # type: ignore[arg-type]


def _buffer(node: Inert) -> Any:
    """Return the array of numpy.core.numeric._frombuffer(buffer, dtype, shape, order), as in protocol 5."""
    if len(node.arguments) != 4:
        return None
    data, dtype, shape, order = node.arguments
    kind = dtype_of(dtype)
    return None if kind is None else shaped(content(data), kind, shape, order == "F")


VALUES = {
    "multiarray._reconstruct": _array,
    "multiarray.scalar": _number,
    "numeric._frombuffer": _buffer,
    "numpy.ndarray": _array,
    "numpy.dtype": dtype_of,
    "dill._dill._create_array": _array,
}
SCALARS = {
    *("bool_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128"),
}
