"""Keep what each C unit of this process is emitted from, in a folder of the cache.

A unit is kept once for each text and setting: Programs that give the same text are one. What is kept is a pickle of the
Program, read again by the same or by an earlier version: classes that were moved since are not found there.
"""

from __future__ import annotations

import hashlib
import io
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np

LARGEST_ARRAY = 1 << 16  # bytes: larger data are kept as zeros of their shape
REFUSED = ".refused"  # in place of a unit: why it can't be kept
SETTINGS = ("allowed", "smallest")  # functions of backends/c/threads.py whose answers are part of a text


def folder() -> Path:
    """Where units are kept."""
    from compat.backends.c import cache

    return cache.directory() / "units"


def start() -> None:
    """From now on, keep what this process emits, in the folder of now: tests have caches of their own."""
    target = folder()
    emitter, threads = import_module("compat.backends.c.emit"), import_module("compat.backends.c.threads")
    emit = emitter._emit

    def recorded(*arguments: Any) -> Any:
        settings = {name: getattr(threads, name)() for name in SETTINGS}
        try:
            unit = emit(*arguments)
        except Exception as reason:
            keep(target, settings, arguments, f"{type(reason).__name__}: {reason}")
            raise
        keep(target, settings, arguments, unit.text)
        return unit
    emitter._emit = recorded


def keep(target: Path, settings: dict[str, Any], arguments: tuple[Any, ...], text: str) -> None:
    name = hashlib.sha256(f"{settings} {arguments[1:3]} {text}".encode(errors="surrogatepass")).hexdigest()[:24]
    path = target / name[:2] / f"{name}.unit"
    if path.exists() or path.with_suffix(REFUSED).exists():
        return
    buffer = io.BytesIO()
    try:
        _Pickler(buffer).dump((settings, arguments))
        data = buffer.getvalue()
    except Exception as reason:  # of a user's object that can't be pickled
        path, data = path.with_suffix(REFUSED), f"{type(reason).__name__}: {reason}".encode(errors="backslashreplace")
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
