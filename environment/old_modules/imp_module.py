"""`imp`, removed in Python 3.12: the functions that scripts used."""

import importlib
import importlib.util
import sys
from types import ModuleType

__all__ = ["load_source", "new_module", "reload"]

reload = importlib.reload


def load_source(name: str, pathname: str) -> ModuleType:
    """Run the file `pathname` as the module `name`, and put it into `sys.modules`."""
    spec = importlib.util.spec_from_file_location(name, pathname)
    if spec is None or spec.loader is None:
        raise ImportError(f"{pathname} is not Python source", name=name, path=pathname)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def new_module(name: str) -> ModuleType:
    """Return an empty module that is not in `sys.modules`."""
    return ModuleType(name)
