"""Legacy Theano and PyMC3 code, unchanged, on present Python.

    import compat as theano              # Theano's public names, on this module
    import compat.tensor as tt           # any module of Theano; compat.pymc3 is PyMC3
    compat.install()                     # first in a project with many `import theano`
    python -m compat script.py           # no change at all

After `import compat`, `import theano` and `import pymc3` work where no real ones are installed, and give
the real ones where they are; after `compat.install()` they always give us. Nothing outside this package
is patched before that. Names here are Theano's; ours are `install`, `uninstall`,
`legacy_environment` and `compat_version`.
"""

import importlib
from typing import Any

from compat import import_hook as _import_hook

_import_hook.put_last()

# Names of our own, by the module that has them. Everything else is Theano's.
_OURS = {
    "install": "compat.import_hook",
    "uninstall": "compat.import_hook",
    "load_ipython_extension": "compat.ipython_extension",
    "unload_ipython_extension": "compat.ipython_extension",
    "config": "compat.settings",
}


def __getattr__(name: str) -> Any:
    if name in _OURS:
        return getattr(importlib.import_module(_OURS[name]), name)
    if name == "__version__":
        return importlib.import_module("compat.identity").theano_version()
    if name == "compat_version":
        return importlib.import_module("compat.identity").compat_version()
    if name == "pymc3" or _import_hook.is_room(name):  # `from compat import draws` asks here first
        return importlib.import_module(f"compat.{name}")
    if name.startswith("__"):
        raise AttributeError(f"module 'compat' has no attribute '{name}'")
    theano = importlib.import_module("compat.theano_api")
    try:
        return getattr(theano, name)
    except AttributeError:
        pass
    if importlib.import_module("compat.import_hook").exists(f"compat.theano_api.{name}"):
        return importlib.import_module(f"compat.theano_api.{name}")
    raise importlib.import_module("compat.absent").absence(f"theano.{name}")


def __dir__() -> list[str]:
    theano = importlib.import_module("compat.theano_api")
    return sorted({*globals(), *_OURS, *dir(theano), "__version__", "compat_version", "pymc3"})
