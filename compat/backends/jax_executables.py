"""Jitted JAX functions whose executables persist between processes, in our cache folder.

JAX has a persistent cache too, but one for the whole process, in which an entry that a killed process cut short stays
for good. Ours holds only our functions; an entry is written atomically and verified when it is read. An executable
is stored under a digest of the module that it was compiled from: other functions, and later versions of ours, that
lower to the same module share it. The key of what a function was made from leads to that digest, so with a warm cache
nothing is traced either.
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

SHORT = 3000  # characters of a module without a key: below it XLA takes some 50 ms, and writing files saves little


class StoredFunction:
    """`function`, jitted. donated: the arguments whose buffers its results may reuse.

    key: identifies the function among all others of this and other processes; None if nothing does, in which case each
    process traces it, and only its module is looked up, unless that is short.
    """

    def __init__(self, function: Callable[..., Any], key: str | None, donated: Sequence[int] = ()) -> None:
        import jax

        # a module with all arguments: without the unused ones, functions of others could lower to the same
        self._jitted = jax.jit(function, donate_argnums=tuple(donated), keep_unused=True)
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
        config: Any = jax.config
        signature = tree, tuple(map(_placed, leaves)), config.jax_default_matmul_precision, config.jax_default_device
        compiled = self._compiled.get(signature)
        if compiled is None:
            compiled = self._compiled[signature] = self._find(arguments, leaves, tree)
        return compiled

    def _find(self, arguments: Sequence[Any], leaves: Sequence[Any], tree: Any) -> Callable[..., Any]:
        """Return the executable from the cache folder, or compile it now and store it there."""
        given = [_described(leaf) for leaf in leaves], _circumstances(_devices(leaves))
        key = None
        if self._key is not None:
            key = _digest(self._key, tree, *given)
            known = cache.find_entry(key)
            found = None if known is None else _found(known, arguments, leaves, lambda: self._jitted.lower(*arguments))
            if found is not None:
                return found
        lowered = self._jitted.lower(*arguments)
        text = lowered.as_text()
        if key is None and len(text) < SHORT:
            return lowered.compile()
        module = _digest(text, lowered.args_info, lowered.out_info, *given)
        executable = _found(module, arguments, leaves, lambda: lowered)
        if executable is None:
            executable = lowered.compile()
            if not _store(module, executable, text, f"{self._key or 'no key'} {tree}"):
                return executable
        if key is not None:
            cache.keep_entry(key, module)
        return executable


def _found(
    module: str, arguments: Sequence[Any], leaves: Sequence[Any], lower: Callable[[], Any]
) -> Callable[..., Any] | None:
    """Return the executable that is stored under the digest of its module; None if there is none that can be loaded."""
    stored = cache.find(module, "xla")
    if stored is None:
        return None
    try:
        return _loaded(stored, arguments, _devices(leaves), lower)
    except Exception:  # a runtime that refuses its own executable, for any reason: compile it anew
        cache.remove(module)
        return None


def _store(module: str, executable: Any, text: str, about: str) -> bool:
    """Store an executable under the digest of its module; return whether it can be stored."""
    try:
        data = _stored(executable, _calls(text))
    except Exception:  # a callback into Python, or a runtime without serialization
        return False
    cache.store(module, data, about, "xla")
    return True


def _placed(leaf: Array) -> Any:
    if type(leaf) is np.ndarray:
        return leaf.shape, leaf.dtype, None
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


def _calls(text: str) -> list[str]:
    """Return the functions that a module calls by name, such as LAPACK's, without sharding annotations."""
    named = set(re.findall(r"custom_call @([\w.$]+)", text))
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
