"""JAX, if it is installed: its module, and the settings under which our functions run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from types import ModuleType
from typing import Any

from theano_common.installing import pip_install

from ..settings import config


def import_jax() -> Any:
    """Return the jax module; raise ImportError, with the command that installs it, if it is missing."""
    try:
        import jax
    except ImportError as error:
        raise ImportError(f"The JAX backend needs JAX: {pip_install('[jax]')}") from error
    return jax


@contextmanager
def x64(jax: ModuleType, enabled: bool = True) -> Iterator[None]:
    """Enter a context in which JAX keeps 64-bit types (or, if not `enabled`, converts them to 32 bits).

    Computations run on the device whose number `config.device` names; else on the one that the user set, or JAX's
    default.
    """
    enable = getattr(jax, "enable_x64", None)
    if not callable(enable):  # before JAX 0.8
        import jax.experimental

        enable = jax.experimental.enable_x64
    named = named_device(jax)
    with enable(enabled), nullcontext() if named is None else jax.default_device(named):
        yield


def whole_products(jax: ModuleType) -> AbstractContextManager[Any]:
    """Return a context in which matrix products and convolutions use the full precision of their dtype.

    A precision that the user chose is respected. By default GPUs round 32-bit floats to 19 bits for products, TPUs to
    16.
    """
    if jax.config.jax_default_matmul_precision is not None:
        return nullcontext()
    return jax.default_matmul_precision("highest")  # type: ignore[no-any-return]


def named_device(jax: ModuleType) -> Any:
    """Return the device whose number is in `config.device`; None if there is no number, or only the CPU."""
    number = _number_in(config.device)
    if number is None:
        return None
    devices = jax.devices()
    if number < len(devices):
        return devices[number]
    if devices[0].platform == "cpu":
        return None  # `compilation.modes` reports it
    raise ValueError(f"device={config.device}: JAX has {', '.join(map(str, devices))}.")


@lru_cache(16)
def _number_in(device: str) -> int | None:
    number = re.fullmatch(r"[a-z]+(\d+)", device)
    return None if number is None else int(number[1])
