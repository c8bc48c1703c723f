"""What `from theano.graph import *` brings: the names that it brought from the real library.

`star_names.txt` has, for each module, the names of the real one's `import *` (read from Theano-PyMC 1.1.2 and PyMC3
3.11.5) that a module of ours would leave out: names that load when they are first used, and modules below it.
"""

from __future__ import annotations

import functools
import pkgutil
from types import ModuleType

from .legacy_modules import legacy_name


def complete(module: ModuleType) -> None:
    """Have `import *` of one of our modules, which is loaded, bring what it brought."""
    names = _table().get(legacy_name(module.__name__))
    if names:
        own = vars(module).get("__all__") or [name for name in vars(module) if name[0] != "_"]
        module.__all__ = list(dict.fromkeys([*own, *names]))  # type: ignore[attr-defined]


@functools.cache
def _table() -> dict[str, list[str]]:
    data = pkgutil.get_data(__name__, "star_names.txt")  # importlib.resources would load tempfile at every start
    lines = data.decode("utf-8").splitlines() if data else []
    return {module: names.split() for module, _, names in (line.partition(": ") for line in lines)}
