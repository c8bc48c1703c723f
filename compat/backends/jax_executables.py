"""Jitted JAX functions whose executables persist between processes, in our cache folder.

JAX has a persistent cache too, but one for the whole process, in which an entry that a killed process cut short stays
for good. Ours holds only our functions; an entry is written atomically and verified when it is read. Its key is what
the function was made from, so with a warm cache nothing is traced either.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theano_common.system.machine import processor

from ..graph.arrays import Array
from .c.compilers import cache


class StoredFunction:
    """`function`, jitted. donated: the arguments whose buffers its results may reuse.

    key: identifies the function among all others of this and other processes; None if nothing does, in which case each
    process compiles it.
    """

    def __init__(self, function: Callable[..., Any], key: str | None, donated: Sequence[int] = ()) -> None:
        import jax

        self._jitted = jax.jit(function, donate_argnums=tuple(donated))
        self._key = key
        self._compiled: dict[Any, Callable[..., Any]] = {}

    def __call__(self, *arguments: Any) -> Any:
        return self.of(*arguments)(*arguments)

    def of(self, *arguments: Any) -> Callable[..., Any]:
        """Return the executable for arguments of these shapes, dtypes and devices, to be called repeatedly."""
        import jax

        if jax.config.jax_disable_jit:  # type: ignore[attr-defined]
            return self._jitted
        leaves, tree = jax.tree.flatten(arguments)
        signature = tree, tuple(map(_placed, leaves)), jax.config.jax_default_matmul_precision  # type: ignore[attr-defined]
        compiled = self._compiled.get(signature)
        if compiled is None:
            compiled = self._compiled[signature] = self._find(arguments, leaves, tree)
        return compiled

    def _find(self, arguments: Sequence[Any], leaves: Sequence[Any], tree: Any) -> Callable[..., Any]:
        """Return the executable from the cache folder, or compile it now and store it there."""
        if self._key is None:  # compiled here too: `jit` compiles again where the dtype of an argument is less weak
            return self._jitted.lower(*arguments).compile()
        devices = _devices(leaves)
        key = _digest(self._key, tree, [_described(leaf) for leaf in leaves], _circumstances(devices))
        stored = cache.find(key, "xla")
        if stored is not None:
            try:
                return _loaded(stored, arguments, devices, lambda: self._jitted.lower(*arguments))
            except Exception:  # a runtime that refuses its own executable, for any reason: compile it anew
                cache.remove(key)
        lowered = self._jitted.lower(*arguments)
        compiled = lowered.compile()
        try:
            data = _stored(compiled, _calls(lowered))
        except Exception:  # a callback into Python, or a runtime without serialization
            return compiled
        cache.store(key, data, f"{self._key} {tree}", "xla")
        return compiled


def _placed(leaf: Array) -> Any:
    # JAX's key types have dtypes that NumPy does not know
    dtype = leaf.dtype if hasattr(leaf, "dtype") else np.result_type(leaf)
    return np.shape(leaf), dtype, getattr(leaf, "sharding", None)


def _described(leaf: Array) -> Any:
    shape, dtype, sharding = _placed(leaf)
    return shape, str(dtype), "" if sharding is None else f"{sharding} {[d.id for d in sharding.device_set]}"


def _devices(leaves: Sequence[Any]) -> list[Any]:
    """Return the devices of a program with these arguments, in its order."""
    import jax

    for leaf in leaves:
        if isinstance(leaf, jax.Array):
            mesh = getattr(leaf.sharding, "mesh", None)
            return list(mesh.devices.flat) if mesh is not None else list(leaf.sharding.device_set)
    return list(jax.numpy.zeros(()).devices())


def _circumstances(devices: Sequence[Any]) -> Any:
    """Return everything that an executable depends on besides its function and arguments."""
    import jax
    import jaxlib

    return (
        jax.__version__,
        jaxlib.__version__,
        processor(),
        [(d.id, d.device_kind) for d in devices],
        devices[0].client.platform_version,
        os.environ.get("XLA_FLAGS"),
        sorted((name, repr(value)) for name, value in jax.config.values.items() if "cache" not in name),
        jax.config.jax_default_matmul_precision,  # type: ignore[attr-defined]  # of a `with`, as ours, too
    )


def _digest(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _calls(lowered: Any) -> list[str]:
    """Return the functions that a program calls by name, such as LAPACK's, without sharding annotations."""
    named = set(re.findall(r"custom_call @([\w.$]+)", lowered.as_text()))
    return sorted(name for name in named if not re.match("Sharding|SPMD|sdy|xla.sdy|annotate", name))


def _stored(compiled: Any, calls: Sequence[str]) -> bytes:
    import jax
    from jax.experimental.serialize_executable import serialize

    data, _, results = serialize(compiled)
    # A result's tree structure cannot be pickled, but a tree of that structure can.
    return pickle.dumps((data, jax.tree.unflatten(results, range(results.num_leaves)), list(calls)))


def _loaded(
    stored: bytes, arguments: Sequence[Any], devices: Sequence[Any], lower: Callable[[], Any]
) -> Callable[..., Any]:
    """Load the executable, and register the functions that it calls by name.

    Without them the process would crash. JAX registers LAPACK's functions when it lowers any program that calls one.
    """
    import inspect

    import jax
    from jax.experimental.serialize_executable import deserialize_and_load

    data, example, calls = pickle.loads(stored)
    if any(not name.startswith(("lapack_", "blas_")) for name in calls):
        lower()
    elif calls:
        jax.jit(jax.numpy.linalg.cholesky).lower(np.eye(1))
    taken = jax.tree.structure((tuple(arguments), {}))
    more = (
        {"execution_devices": devices}
        if "execution_devices" in inspect.signature(deserialize_and_load).parameters
        else {}
    )
    return deserialize_and_load(data, taken, jax.tree.structure(example), backend=devices[0].client, **more)
