"""Arguments that pytest's hooks had until pytest 9: `path` and `startdir`, as `py.path.local`."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

RENAMED = {  # hook: (the old argument, its present name)
    "pytest_ignore_collect": ("path", "collection_path"),
    "pytest_collect_file": ("path", "file_path"),
    "pytest_pycollect_makemodule": ("path", "module_path"),
    "pytest_report_header": ("startdir", "start_path"),
    "pytest_report_collectionfinish": ("startdir", "start_path"),
}


def take_again(manager: Any) -> None:
    """Let `manager` register plugins whose hooks ask for the old arguments; those that still exist are left alone."""
    real = manager.register
    gone = {hook: names for hook, names in RENAMED.items() if names[0] not in getattr(manager.hook, hook).spec.argnames}

    @functools.wraps(real)
    def register(plugin: Any, name: str | None = None) -> Any:
        for hook, (old, new) in gone.items():
            function = getattr(plugin, hook, None)
            if inspect.isroutine(function) and old in inspect.signature(function).parameters:
                setattr(plugin, hook, _with(function, old, new))
        return real(plugin, name)

    manager.register = register


def _with(function: Callable[..., Any], old: str, new: str) -> Callable[..., Any]:
    """Return a hook that takes `new` and passes it to `function` as `old`, and as `new` where that is asked for too."""
    from _pytest.compat import legacy_path

    asked = inspect.signature(function)
    names = [name for name in asked.parameters if name not in (old, new)] + [new]

    def called(*values: Any) -> Any:
        given = dict(zip(names, values, strict=True))
        given[old] = legacy_path(given[new])
        return function(**{name: given[name] for name in asked.parameters})

    listed = ", ".join(names)
    hook = eval(f"lambda {listed}: called({listed})", {"called": called})  # pytest reads the names off the function
    hook.__dict__.update(vars(function))  # marks of pytest.hookimpl
    hook.__name__, hook.__doc__ = function.__name__, function.__doc__
    return hook
