"""Child processes: what `install()` did here is done again there, before they import anything of theirs.

A child that is spawned or comes from a fork server first unpickles what its parent has prepared for it
(`multiprocessing.spawn.get_preparation_data`; joblib's loky has its own), and only then imports the
parent's main script. So we add one entry to that data, whose unpickling installs us. No `.pth` file, no
`sitecustomize`, nothing in the environment. Forked children have us already. A process that is started
as a plain command (`subprocess`, `dask worker` on another machine) learns it from its command line:
`theano-compat run script.py`, `dask worker --preload "import theano_compat; theano_compat.install()"`.
"""

import functools
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from . import legacy_environment
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
    """Becomes `compat.install()` when it is unpickled, also where our folder is not on the path yet."""

    def __reduce__(self) -> tuple[Any, ...]:
        root = str(Path(__file__).resolve().parent.parent)
        return exec, (_ARRIVE.format(root=root, environment=bool(legacy_environment.report())),)


def follow() -> None:
    """From now on children of this process install us too."""
    for name in _PREPARERS:
        when_imported(name, _wrap, __name__)


def stop_following() -> None:
    """Children are on their own again."""
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
        # First, so that it is unpickled before what needs it. `prepare` ignores keys it does not know.
        return {"theano_compat": Arrival(), **data} if "theano_compat" in sys.modules else data

    module.get_preparation_data = get_preparation_data  # type: ignore[attr-defined]
