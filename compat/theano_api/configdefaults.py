"""Source of the names: theano.configdefaults."""

from __future__ import annotations

import os
import struct
from typing import Any

import numpy as np

from ..importing.module_getattr import absent_from
from ..settings import config
from .configparser import (
    THEANO_FLAGS_DICT,
    AddConfigVar,
    BoolParam,
    ConfigParam,
    EnumStr,
    FloatParam,
    IntParam,
    StrParam,
    TheanoConfigParser,
)


def floatX_convert(s: str) -> str:
    """Return `float32` for "32" and the like.

    s: the text; another than "16", "32" and "64" stays as it is.
    """
    return f"float{s}" if s in ("16", "32", "64") else s


def local_bitwidth() -> int:
    """Return the size of a pointer in bits: 32 or 64."""
    return struct.calcsize("P") * 8


def python_int_bitwidth() -> int:
    """Return the bits of NumPy's integers for Python's: 32 or 64 (32 with Python 2 on Windows)."""
    return np.array(0).dtype.itemsize * 8


def get_home_dir() -> str:
    """Return the user's home folder."""
    return os.path.expanduser("~")


def split_version(version: str) -> tuple[int, ...]:
    """Return "1.0.5" as (1, 0, 5); ValueError for anything else.

    version: the text.
    """
    return tuple(int(part) for part in version.split("."))


def warn_default(version: str) -> bool:
    """Return whether to warn about faults of old releases, by `config.warn.ignore_bug_before`.

    version: the first release without the fault, such as "0.5".
    """
    before: Any = config.warn__ignore_bug_before
    if before == "None":
        return True
    return before != "all" and split_version(before) < split_version(version)


__all__ = [
    "AddConfigVar",
    "BoolParam",
    "ConfigParam",
    "EnumStr",
    "FloatParam",
    "IntParam",
    "StrParam",
    "THEANO_FLAGS_DICT",
    "TheanoConfigParser",
    "config",
    "floatX_convert",
    "get_home_dir",
    "local_bitwidth",
    "python_int_bitwidth",
    "split_version",
    "warn_default",
]
__getattr__ = absent_from(__name__)
