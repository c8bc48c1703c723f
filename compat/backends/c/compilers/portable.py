"""Packs: objects that one machine compiles and others run, which have no compiler.

A pack is compiled for the least processor of its target (`Target.baseline`), and the keys of its objects and cache
entries depend on nothing but what `releases` and `circumstances` list. COMPAT_PACKING=FOLDER makes a process compile
so, into that folder; a process without a compiler looks for such keys if a pack was added to its cache.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import numpy as np

from theano_common.system.machine import c_library
from theano_common.system.name import system

from ..target import host


@lru_cache(maxsize=1)
def processor() -> str:
    """Return the least processor that packs of this machine run on; the architecture, where this one is less."""
    found = np.show_config(mode="dicts")["SIMD Extensions"]  # type: ignore[call-overload, index]
    here = {*found.get("baseline", ()), *found.get("found", ())}
    if any(here.issuperset(features) for features in host().features):
        return " ".join([host().name, *(option.rpartition("=")[2] for option in host().baseline)])
    return host().name


def releases() -> dict[str, str]:
    """Return the releases on which cache entries depend, as far as packs ask for equal ones."""
    python = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"
    return {"Python": python, "NumPy": ".".join(np.__version__.split(".")[:2])}


def circumstances() -> list[str]:
    """Return everything besides its text that an object of a pack depends on.

    The version of the C library is compared when a pack is added: a later one will do.
    """
    library = c_library().partition(" ")[0]
    return ["a pack", processor(), f"{system()} {sys.maxsize} {library} abi3"]
