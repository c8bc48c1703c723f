"""What h5py 3 took: text is read as str, `.value`, and a file that is opened without a mode can be written to."""

import functools
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from compat.legacy_environment.row import Narrowed, Removed


def _text(real: Callable[..., Any]) -> Callable[..., Any]:
    """Strings of variable length in UTF-8 were str, as they were written; h5py 3 gives bytes."""

    @functools.wraps(real)
    def wider(self: Any, args: Any, new_dtype: Any = None) -> Any:
        import h5py

        kind = h5py.check_string_dtype(self.dtype) if new_dtype is None else None
        found = real(self, args) if new_dtype is None else real(self, args, new_dtype=new_dtype)
        if kind is None or kind.length is not None or kind.encoding != "utf-8":
            return found
        if isinstance(found, bytes):
            return found.decode()
        return np.array([one.decode() for one in found.flat], object).reshape(found.shape)

    return wider


def _writable(real: Callable[..., Any]) -> Callable[..., Any]:
    """Without a mode: to read and write; to read where that cannot be; a new file where there is none."""

    @functools.wraps(real)
    def wider(self: Any, name: Any, mode: Any = None, *args: Any, **kwargs: Any) -> None:
        if mode is None and isinstance(name, str | bytes | os.PathLike):
            mode = "r" if os.path.exists(name) and not os.access(name, os.W_OK) else "a"
        real(self, name, "r" if mode is None else mode, *args, **kwargs)

    return wider


NAMES = (Removed("h5py:Dataset", "value", lambda: property(lambda self: self[()]), "is dataset[()]"),)
TABLE = (
    Narrowed("h5py:Dataset", "__getitem__", _text, "text in UTF-8 is str, not bytes"),
    Narrowed("h5py:File", "__init__", _writable, "no mode means to read and write"),
)
