"""The Theano release that we emulate, in the form of `theano.version`."""

from __future__ import annotations

from typing import Any

from ..emulated_versions import theano_version
from ..importing.module_getattr import absent_from

_absent = absent_from(__name__)


def __getattr__(name: str) -> Any:
    if name in ("version", "full_version", "short_version"):
        return theano_version()
    return _absent(name)
