"""Behaviour of h5py before 3: text as str, ASCII attributes as bytes, `.value`, files opened for writing by default.

Old programs read strings without decoding them, and open files without a mode to write to them.
"""

import functools
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from .restored_name import Narrowed, Removed


def _text(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read UTF-8 strings of variable length as str, as before h5py 3, which gives bytes."""

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


def _as_text(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make `dataset.asstr()` of h5py 3 return text that is decoded already unchanged."""

    @functools.wraps(real)
    def wider(self: Any, index: Any) -> Any:
        found = self._dset[index]
        if not all(isinstance(one, str) for one in np.ravel(np.asarray(found, object))):
            return real(self, index)
        if isinstance(found, str):
            return found.encode().decode(self.encoding, self.errors)
        text = [one.encode().decode(self.encoding, self.errors) for one in found.flat]
        return np.array(text, object).reshape(found.shape)

    return wider


def _attribute(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read ASCII attributes, which programs wrote as bytes, as bytes; h5py 3 gives str."""

    @functools.wraps(real)
    def wider(self: Any, name: Any) -> Any:
        import h5py

        found = real(self, name)
        if not (isinstance(found, str) or isinstance(found, np.ndarray) and found.dtype == object):
            return found
        kind = h5py.check_string_dtype(self.get_id(name).dtype)
        if kind is None or kind.encoding != "ascii":
            return found
        if isinstance(found, str):
            return found.encode("utf-8", "surrogateescape")
        as_bytes = [v.encode("utf-8", "surrogateescape") if isinstance(v, str) else v for v in found.flat]
        return np.array(as_bytes, object).reshape(found.shape)

    return wider


def _writable(real: Callable[..., Any]) -> Callable[..., Any]:
    """Open without a mode for reading and writing; for reading if that fails; create the file if there is none."""

    @functools.wraps(real)
    def wider(self: Any, name: Any, mode: Any = None, *args: Any, **kwargs: Any) -> None:
        if mode is None and isinstance(name, str | bytes | os.PathLike):
            mode = "r" if os.path.exists(name) and not os.access(name, os.W_OK) else "a"
        real(self, name, "r" if mode is None else mode, *args, **kwargs)

    return wider


TABLE = (
    Removed("h5py:Dataset", "value", lambda: property(lambda self: self[()]), "is dataset[()]"),
    Removed("h5py:File", "fid", lambda: property(lambda self: self.id), "is file.id"),
    Narrowed("h5py:Dataset", "__getitem__", _text, "text in UTF-8 is str, not bytes"),
    Narrowed("h5py:_hl.dataset.AsStrView", "__getitem__", _as_text, "takes text that is str already"),
    Narrowed("h5py:AttributeManager", "__getitem__", _attribute, "what was written as bytes is bytes"),
    Narrowed("h5py:File", "__init__", _writable, "no mode means to read and write"),
)
