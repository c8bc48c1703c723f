"""Child processes: `install()` is repeated in them before they import any module of the program.

A spawned child, or one of a fork server, first unpickles the data that its parent prepared
(`multiprocessing.spawn.get_preparation_data`; joblib's loky has its own), and only then imports the parent's main
script. We add one entry to that data; unpickling it installs us. This needs no `.pth` file, no `sitecustomize`, no
environment variable. Forked children inherit the installation. A process started as a plain command (`subprocess`,
`dask worker` on another machine) needs it on its command line: `theano-compat run script.py`, `dask worker --preload
"import theano_compat; theano_compat.install()"`.
"""

import functools
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import theano_environment

from .importing.post_import import forget, when_imported

_PREPARERS = ("multiprocessing.spawn", "joblib.externals.loky.backend.spawn", "loky.backend.spawn")
_originals: dict[ModuleType, Any] = {}
_ARRIVE = """
import sys
if {root!r} not in sys.path:
    sys.path.append({root!r})
import theano_compat
theano_compat.install(environment={environment})
"""


class Arrival:
    """An object whose unpickling calls `compat.install()`, even where our folder is not on the path yet."""

    def __reduce__(self) -> tuple[Any, ...]:
        root = str(Path(__file__).resolve().parent.parent)
        return exec, (_ARRIVE.format(root=root, environment=bool(theano_environment.report())),)


def follow() -> None:
    """Make children of this process install us too, from now on."""
    for name in _PREPARERS:
        when_imported(name, _wrap, __name__)


def stop_following() -> None:
    """Stop installing us in children."""
    forget(__name__)
    for module, original in _originals.items():
        module.get_preparation_data = original  # type: ignore[attr-defined]
    _originals.clear()


def _wrap(module: ModuleType) -> None:
    if module in _originals:
        return
    original = _originals[module] = module.get_preparation_data

    @functools.wraps(original)
    def get_preparation_data(*args: Any, **kwargs: Any) -> dict[str, Any]:
        data = original(*args, **kwargs)
        # It comes first, so that it is unpickled before the entries that need it. `prepare` ignores unknown keys.
        return {"theano_compat": Arrival(), **data} if "theano_compat" in sys.modules else data

    module.get_preparation_data = get_preparation_data  # type: ignore[attr-defined]
