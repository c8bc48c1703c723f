"""Legacy Theano and PyMC3 code, unchanged, on present Python.

    import compat as theano              # Theano's public names, on this module
    import compat.tensor as tt           # any module of Theano; compat.pymc3 is PyMC3
    compat.install()                     # first in a project with many `import theano`
    theano-compat run script.py          # no change at all

The package is installed as `theano_compat`; `compat` is an alias of it, for programs that have no `compat` of their
own. Its files lie in the folder `compat/`.

After `import compat`, `import theano` and `import pymc3` work where no real ones are installed, and give
the real ones where they are; after `compat.install()` they always give us. Nothing outside this package
is patched before that. Names here are Theano's; ours are `install`, `uninstall`, `to_jax`, `map_models`,
`load_model`, `legacy_environment` and `compat_version`.
"""

import importlib
import sys
from typing import Any

if __name__ == "compat":  # in a checkout, the folder imported by its own name: the same as the installed alias/compat
    sys.modules[__name__] = importlib.import_module("theano_compat")
else:
    importlib.import_module("theano_compat.wiring").wire()
    _legacy_finder = importlib.import_module("theano_compat.importing.legacy_finder")
    _legacy_finder.put_in()

# Our own names, by the module that has them. Everything else is Theano's.
_OURS = {
    "install": "installation",
    "uninstall": "installation",
    "load_ipython_extension": "ipython_extension",
    "unload_ipython_extension": "ipython_extension",
    "config": "settings",
    "load_model": "models.saving.artefact",
    "map_models": "scale.map_models",
    "to_jax": "compilation.in_jax.to_jax",
}


def _module(name: str) -> Any:
    return importlib.import_module(f"{__name__}.{name}")


def __getattr__(name: str) -> Any:
    if name in _OURS:
        return getattr(_module(_OURS[name]), name)
    if name == "__version__":
        return _module("emulated_versions").theano_version()
    if name == "compat_version":
        return _module("emulated_versions").compat_version()
    if name == "pymc3" or _legacy_finder.is_own_module(name):  # `from compat import draws` asks here first
        return _module(name)
    if name.startswith("__"):
        raise AttributeError(f"module 'compat' has no attribute '{name}'")
    theano = _module("theano_api")
    try:
        return getattr(theano, name)
    except AttributeError:
        pass
    if _legacy_finder.exists(f"{__name__}.theano_api.{name}"):
        return _module(f"theano_api.{name}")
    raise _module("importing.absence_reasons").absence(f"theano.{name}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_OURS, *dir(_module("theano_api")), "__version__", "compat_version", "pymc3"})
