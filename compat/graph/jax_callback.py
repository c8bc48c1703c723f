"""A call from a traced JAX program back to Python, with 64-bit values.

The call may arrive on any thread of XLA's, where JAX may convert 64 bits to 32 in both directions: so such numbers
travel as pairs of 32-bit words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from .arrays import Array
from .fallbacks import fall_back


def called_back(
    function: Callable[..., Sequence[Any]],
    shapes: Sequence[tuple[int, ...]],
    dtypes: Sequence[str],
    values: Sequence[Any],
    vmap_method: str,
    op: str,
) -> list[Any]:
    """Return the arrays of these shapes and dtypes that `function`, what `op` does in NumPy, gives for `values`."""
    import jax
    import jax.numpy as jnp

    fall_back(f"{op} has no JAX: it is called in Python, out of JAX")
    values = [jnp.asarray(v) for v in values]
    taken = [v.dtype.name for v in values]
    results = [
        jax.ShapeDtypeStruct((*shape, *_words(dtype)[0]), _words(dtype)[1])
        for shape, dtype in zip(shapes, dtypes, strict=True)
    ]

    def host(*words: Array) -> list[Any]:
        found = function(*(_whole(np.asarray(w), dtype) for w, dtype in zip(words, taken, strict=True)))
        return [_in_words(np.asarray(v, dtype)) for v, dtype in zip(found, dtypes, strict=True)]

    sent = [_traced_words(jax, jnp, v) for v in values]
    found = jax.pure_callback(host, results, *sent, vmap_method=vmap_method)
    return [_traced_whole(jax, v, dtype) for v, dtype in zip(found, dtypes, strict=True)]


def _words(dtype: str) -> tuple[tuple[int, ...], str]:
    """Return (dimensions that words add, dtype of a word)."""
    if dtype == "complex128":
        return (2, 2), "uint32"
    return ((2,), "uint32") if np.dtype(dtype).itemsize == 8 and dtype != "complex64" else ((), dtype)


def _in_words(array: np.ndarray) -> np.ndarray:
    added, word = _words(array.dtype.name)
    return np.ascontiguousarray(array).reshape(-1).view(word).reshape(*array.shape, *added) if added else array


def _whole(words: np.ndarray, dtype: str) -> np.ndarray:
    added, _ = _words(dtype)
    if not added:
        return words
    return np.ascontiguousarray(words).reshape(-1).view(dtype).reshape(words.shape[: words.ndim - len(added)])


def _traced_words(jax: ModuleType, jnp: ModuleType, value: Array) -> Any:
    if value.dtype == "complex128":
        value = jnp.stack([value.real, value.imag], axis=-1)
    added, word = _words(value.dtype.name)
    return jax.lax.bitcast_convert_type(value, word) if added else value


def _traced_whole(jax: ModuleType, words: Array, dtype: str) -> Any:
    added, _ = _words(dtype)
    if dtype == "complex128":
        parts = jax.lax.bitcast_convert_type(words, "float64")
        return jax.lax.complex(parts[..., 0], parts[..., 1])
    return jax.lax.bitcast_convert_type(words, dtype) if added else words
