"""Our modules import ours, whoever has the names `compat`, `migrate` and `common` in this process.

These are common names of files, and a project's own `compat.py` must win for the project. So our packages are
`theano_compat`, `theano_migrate` and `theano_common`: these names stand in `sys.modules`, in pickles and in what child
processes are told. The short names are second names for them, which anybody may take. Our files lie in the folders
`compat/`, `migrate/` and `common/` and say `from compat.graph import Variable`; `OurFile` gives each of them an
`__import__` that reads this as `theano_compat.graph`. Nobody else's imports pass through it.

Files that are started in other ways (`__main__.py`, what pytest loads, the child of a replay) name the package in
full. The child of a replay also runs under the old library, so this file keeps to Python 3.7.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import importlib.util
import marshal
import os
import struct
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

PACKAGES = {"compat": "theano_compat", "migrate": "theano_migrate", "common": "theano_common"}  # second name: name
_REAL = frozenset(PACKAGES.values())
_ONE_READ = 1 << 16  # bytes: more than nearly all of our files come to, compiled


@functools.lru_cache(maxsize=None)  # noqa: UP033  (Python 3.7) Each import statement of ours asks.
def in_full(name: str) -> str:
    """`theano_compat.graph` for `compat.graph`; other names as they are."""
    top, dot, below = name.partition(".")
    return PACKAGES.get(top, top) + dot + below


def import_ours(
    name: str,
    globals: Mapping[str, Any] | None = None,
    locals: Mapping[str, Any] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """`__import__` of our own modules."""
    return builtins.__import__(name if level else in_full(name), globals, locals, fromlist or (), level)


_BUILTINS = {**vars(builtins), "__import__": import_ours}


class OurFile(SourceFileLoader):
    """Runs a file of ours; its import statements call `import_ours`. state: of the file, where that is known."""

    def __init__(self, fullname: str, path: str, state: os.stat_result | None = None) -> None:
        super().__init__(fullname, path)
        self._state = state

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = _BUILTINS
        super().exec_module(module)

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the file's code: as importlib does, in fewer steps where what that left is up to date."""
        state, self._state = self._state or _state(self.path), None
        return _compiled_before(self.path, state) or super().get_code(fullname)


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _compiled_before(path: str, state: os.stat_result | None) -> CodeType | None:
    """The code that an earlier process compiled of a file as it is; None where there is none."""
    if state is None:
        return None
    folder, _, file = path.rpartition(os.sep)
    try:
        data = _content(_compiled_file(folder, file[:-3]))
    except (OSError, NotImplementedError):
        return None
    header = importlib.util.MAGIC_NUMBER + struct.pack(
        "<LLL", 0, int(state.st_mtime) & 0xFFFFFFFF, state.st_size & 0xFFFFFFFF
    )
    if not data.startswith(header):
        return None
    code = marshal.loads(memoryview(data)[len(header) :])
    return code if code.co_filename == path else None  # the folder has moved: importlib says so in the code


def _content(path: str) -> bytes:
    """The bytes of a file, by three calls of the system where `open` and `read` take eight."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = part = os.read(file, _ONE_READ)
        while len(part) == _ONE_READ:
            part = os.read(file, _ONE_READ)
            data += part
        return data
    finally:
        os.close(file)


def _compiled_file(folder: str, name: str) -> str:
    """Where importlib keeps the code of `name`.py in a folder."""
    before, after = _around(folder)
    return before + name + after


@functools.lru_cache(maxsize=None)  # noqa: UP033
def _around(folder: str) -> tuple[str, str]:
    before, _, after = importlib.util.cache_from_source(os.path.join(folder, "@.py")).rpartition("@")
    return before, after


def _found(fullname: str, path: Sequence[str]) -> ModuleSpec | None:
    """The file or folder of a module, as importlib finds it, in fewer steps; None where it is something else."""
    if len(path) != 1:
        return None
    folder, name = path[0], fullname.rpartition(".")[2]
    below = None
    file = folder + os.sep + name + ".py"
    state = _state(file)
    if state is None:
        folder, name = folder + os.sep + name, "__init__"
        below = [folder]
        file = folder + os.sep + name + ".py"
        state = _state(file)
        if state is None:
            return None
    spec = ModuleSpec(fullname, OurFile(fullname, file, state), origin=file)
    spec.submodule_search_locations = below
    spec.has_location = True
    spec.cached = _compiled_file(folder, name)
    return spec


class SecondName:
    """Gives the module that another name already has, or will have."""

    def __init__(self, name: str, real: str):
        self.name, self.real = name, real
        self._spec: ModuleSpec | None = None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(self.real)
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec  # importlib has put the second name's there
        # Name what is below too. Importing `theano.compile.function` later would put the module where
        # `theano.compile` has its function of that name.
        for name in [name for name in sys.modules if name.startswith(self.real + ".")]:
            sys.modules.setdefault(self.name + name[len(self.real) :], sys.modules[name])

    def get_code(self, name: str) -> CodeType | None:
        """For `python -m compat`, which looks for `compat.__main__`."""
        spec = importlib.util.find_spec(self.real)
        return spec.loader.get_code(self.real) if spec is not None else None  # type: ignore[union-attr]


class Finder:
    """Finds what is below our packages, under either name; before pytest, which would rewrite its asserts."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is None:
            return None
        parent = fullname.rpartition(".")[0]
        top = parent.partition(".")[0]
        if top in PACKAGES and _is_ours(sys.modules.get(top)):
            return self._second_name(fullname)
        if top not in _REAL or getattr(sys.modules.get(parent), "__name__", "") != parent:  # a legacy name: import_hook
            return None
        spec = _found(fullname, path) or PathFinder.find_spec(fullname, path)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = OurFile(fullname, spec.loader.path)
        return spec

    def _second_name(self, fullname: str) -> ModuleSpec | None:
        real = in_full(fullname)
        found = importlib.util.find_spec(real)
        if found is None:
            return None
        loader: Any = SecondName(fullname, real)
        package = found.submodule_search_locations is not None
        return ModuleSpec(fullname, loader, origin=found.origin, is_package=package)


FINDER = Finder()


def watch() -> None:
    """Have modules of our packages loaded by `OurFile`."""
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)


def let_go_of_short_names() -> None:
    """Forget that `compat` and `migrate` are ours: who imports them next gets what stands first in `sys.path`."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in PACKAGES and _is_ours(module):
            del sys.modules[name]


def _is_ours(module: ModuleType | None) -> bool:
    return getattr(module, "__name__", "").partition(".")[0] in _REAL
