"""Names that `from theano.graph import *` must bring, as with the real library.

`star_names.txt` lists, for each module, the names of the real one's `import *` (read from Theano-PyMC 1.1.2 and
PyMC3 3.11.5) that a module of ours would leave out: names that load on first use, and submodules.
"""

from __future__ import annotations

import functools
import pkgutil
from types import ModuleType

from .legacy_modules import home, legacy_name


def complete(module: ModuleType) -> None:
    """Make `import *` of a loaded module of ours bring the legacy names too."""
    legacy = legacy_name(module.__name__)
    names = _table().get(legacy)
    if names and home(legacy) == module.__name__:  # not a folder of `compat/old` that only holds others
        own = vars(module).get("__all__") or [name for name in vars(module) if name[0] != "_"]
        module.__all__ = list(dict.fromkeys([*own, *names]))  # type: ignore[attr-defined]


@functools.cache
def _table() -> dict[str, list[str]]:
    data = pkgutil.get_data(__name__, "star_names.txt")  # importlib.resources would load tempfile at every start
    lines = data.decode("utf-8").splitlines() if data else []
    return {module: names.split() for module, _, names in (line.partition(": ") for line in lines)}
