"""From the C++ text of users' Ops to a loaded object that calls Python: the compiler, its flags, the same cache."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shlex
import shutil
import sys
import sysconfig
from functools import lru_cache
from pathlib import Path

import numpy as np

from theano_common.installing import pip_install
from theano_common.system.machine import c_library, processor

from ....settings import config
from ..errors import CannotCompile
from ..target import host
from . import cache
from .build import Refused, compile_file, first_error, from_cache, load_bytes
from .discovery import Compiler, identified, words_of

_loaded: dict[str, ctypes.PyDLL] = {}  # never unloaded: an Op's library may have started something that must stay


def load(text: str, options: tuple[str, ...], libraries: tuple[str, ...]) -> ctypes.PyDLL:
    """Return the object built from C++ `text` against Python and NumPy: loaded, from the cache, or compiled now.

    CannotCompile says which compiler is missing, or what it refused.
    """
    found = compiler(config.cxx)
    given = [*_flags(found), *options]
    circumstances = [*given, *libraries, found.identity, processor(), c_library(), sys.version, np.__version__]
    key = hashlib.sha256("\0".join(["c++", text, *circumstances]).encode()).hexdigest()
    library = _loaded.get(key)
    if library is None:
        library = _loaded[key] = _known(key) or _new(key, text, found, given, libraries)
    return library


@lru_cache(maxsize=4)
def compiler(cxx: str) -> Compiler:
    """Return the compiler that `config.cxx` names: by default $CXX, else g++, c++, clang++, else the ziglang wheel."""
    if not cxx:
        raise CannotCompile("config.cxx is empty, so there is no C++ compiler")
    given = os.environ.get("CXX") if cxx == "g++" else cxx
    candidates = [words_of(given)] if given else [("g++",), ("c++",), ("clang++",)]
    for candidate in candidates:
        path = shutil.which(candidate[0])
        if path:
            return identified((os.path.abspath(path), *candidate[1:]))
    if not given and not os.environ.get("COMPAT_NO_ZIG"):
        from importlib.util import find_spec

        if find_spec("ziglang") is not None:
            return identified((sys.executable, "-m", "ziglang", "c++"))
    looked_for = given or f"g++, c++, clang++; `{pip_install('[compiler]')}` brings one"
    raise CannotCompile(f"no C++ compiler was found ({looked_for})")


def _flags(found: Compiler) -> list[str]:
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if not header.exists():
        raise CannotCompile(f"{header} is missing: the headers of Python are needed (Debian: python3-dev)")
    common = ["-O3", "-fno-math-errno", "-w", "-g0", *host().shared, *host().calls_python]
    folders = [f"-I{header.parent}", f"-I{np.get_include()}"]
    return [*common, "-DNPY_NO_DEPRECATED_API=NPY_1_7_API_VERSION", *folders, *shlex.split(config.gcc__cxxflags)]


def _known(key: str) -> ctypes.PyDLL | None:
    library = from_cache(key, ctypes.PyDLL)
    return None if library is None else _begun(library)


def _new(key: str, text: str, found: Compiler, options: list[str], libraries: tuple[str, ...]) -> ctypes.PyDLL:
    problem: object = "there is no room on the disk"
    for folder in cache.workplaces():
        try:
            data = compile_file("unit.cpp", text, found.command, options, libraries, folder)
            if data is None:
                continue
            library = _begun(load_bytes(data, key[:16], str(folder), ctypes.PyDLL))
        except Refused as refused:
            kept = cache.keep_failed(key, text, refused.words)
            raise CannotCompile(
                f"{' '.join(found.command)} refused it ({first_error(refused.words)}); the text and the compiler's "
                f"words are in {kept}"
            ) from None
        except OSError as error:
            problem = error
            continue
        cache.store(key, data, text)
        return library
    raise CannotCompile(f"{' '.join(found.command)} gave no object that loads ({problem})")


def _begun(library: ctypes.PyDLL) -> ctypes.PyDLL:
    """Run the initialisation of a loaded object, which finds NumPy's functions; return the object."""
    if library.compat_load():
        raise RuntimeError("the C++ of an Op failed when it was loaded (`c_init_code`)")
    return library
