"""Keep what each C unit is emitted from: the emitter asks for it where COMPAT_KEEP_UNITS names a folder, in whatever
process it is imported.

A unit is kept once for each text and setting: Programs that give the same text are one. What is kept is a pickle of the
Program, read again by the same or by an earlier version: classes that were moved since are not found there.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np

LARGEST_ARRAY = 1 << 16  # bytes: larger data are kept as zeros of their shape
REFUSED = ".refused"  # in place of a unit: why it can't be kept
SETTINGS = ("allowed", "smallest")  # functions of backends/c/threads.py whose answers are part of a text


def folder() -> Path:
    """Where `make test KEEP=1` keeps units: tests have caches of their own, and this is the user's."""
    from theano_compat.backends.c.compilers import cache

    return cache.directory() / "units"


def recorded(emit: Callable[..., Any], target: Path) -> Callable[..., Any]:
    """`emit` that keeps in `target` what it is given."""
    threads = import_module("theano_compat.backends.c.threads")

    def recorded(*arguments: Any) -> Any:
        settings = {name: getattr(threads, name)() for name in SETTINGS}
        try:
            unit = emit(*arguments)
        except Exception as reason:
            keep(target, settings, arguments, said(reason))
            raise
        keep(target, settings, arguments, unit.text)
        return unit

    return recorded


def said(reason: Exception) -> str:
    """What stands in place of a text that there is none of."""
    return f"{type(reason).__name__}: {reason}"


def name_of(settings: dict[str, Any], arguments: tuple[Any, ...], text: str) -> str:
    """By which a unit is kept."""
    return hashlib.sha256(f"{settings} {arguments[1:3]} {text}".encode(errors="surrogatepass")).hexdigest()[:24]


def keep(target: Path, settings: dict[str, Any], arguments: tuple[Any, ...], text: str) -> None:
    name = name_of(settings, arguments, text)
    path = target / name[:2] / f"{name}.unit"
    if path.exists() or path.with_suffix(REFUSED).exists():
        return
    buffer = io.BytesIO()
    try:
        _Pickler(buffer).dump((settings, arguments))
        data = buffer.getvalue()
    except Exception as reason:  # of a user's object that can't be pickled
        path, data = path.with_suffix(REFUSED), said(reason).encode(errors="backslashreplace")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)


class _Pickler(cloudpickle.Pickler):
    """Large arrays in a form of their own."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, np.ndarray) and value.nbytes > LARGEST_ARRAY and value.dtype != object:
            return np.zeros, (value.shape, value.dtype.str)
        return super().reducer_override(value)
