"""Where a script's own modules are: beside it, or in the package that its relative imports are of.

All processes that run scripts use this, so it needs only the standard library.
"""

import ast
import contextlib
import importlib.machinery
import importlib.util
import os
import sys
from dataclasses import dataclass, field

_before: set[str] = set()  # the names in sys.modules when the last script was entered
_last: list[str] = []  # its folders
INSTALLED = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class Home:
    """folder: where a script's own modules are. names: what a script's scope says of its place."""

    folder: str
    names: dict = field(default_factory=lambda: {"__name__": "__main__"})


def enter(tree, folders):
    """Put a script's folders on the path, and make the package that its relative imports need; return its `Home`.

    folders: its own, and others that may have its modules. A relative import means the package of the first folder
    that has what is imported, as `python -m package.module` would run it.
    """
    forget()
    levels = max((one.level for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)), default=0)
    _last[:] = folders
    if not levels:
        sys.path[:0] = folders
        return Home(folders[0])
    folder = next((one for one in folders if _has_all(tree, one)), folders[0])
    parts, root = [os.path.basename(folder)], os.path.dirname(folder)
    while os.path.basename(root) and (len(parts) < levels or os.path.exists(os.path.join(root, "__init__.py"))):
        parts.insert(0, os.path.basename(root))
        root = os.path.dirname(root)
    sys.path[:0] = [root]
    sys.path.extend(folders)
    _last.append(os.path.join(root, parts[0]))
    return Home(folder, {"__name__": "__main__", "__package__": _made(parts, root)})


def _made(parts, root):
    """Make the packages of these folders importable, each within the one before, and return the innermost's name."""
    first = (
        parts[0]
        if parts[0].isidentifier() and _is_free(parts[0], os.path.join(root, parts[0]))
        else "package_of_the_script"
    )
    names = [first, *(one.replace(".", "_") for one in parts[1:])]
    for depth in range(1, len(parts) + 1):
        name, path = ".".join(names[:depth]), os.path.join(root, *parts[:depth])
        start = os.path.join(path, "__init__.py")
        if os.path.exists(start):
            spec = importlib.util.spec_from_file_location(name, start, submodule_search_locations=[path])
        else:
            spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations.append(path)
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        if depth > 1:
            setattr(sys.modules[".".join(names[: depth - 1])], names[depth - 1], module)
        if spec.loader is not None:
            with contextlib.suppress(Exception):  # other modules of it may need what is not there
                spec.loader.exec_module(module)
    return ".".join(names)


def _is_free(name, path):
    """Say whether no module but that of this path has the name."""
    if name in sys.modules:
        return False
    spec = importlib.util.find_spec(name)
    return spec is None or path in (spec.submodule_search_locations or ())


def forget():
    """Leave out the modules of the script that was run before in this process: the next one has others."""
    # All are found before one goes: a namespace package asks the package above it for its place.
    own = [name for name in set(sys.modules) - _before if _is_of_last(sys.modules[name])] if _last else []
    for name in own:
        del sys.modules[name]
    _before.clear()
    _before.update(sys.modules)


def _is_of_last(module):
    """Say whether a module lies in the folders of the last script, and is not installed there."""
    place = str(getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", None) or ()), ""))
    inside = any(place.startswith(one + os.sep) or place == one for one in _last)
    return inside and not any(one in place for one in INSTALLED)


def files(node, folder):
    """Return the paths of the modules that an import may read, where they are the script's own."""
    if isinstance(node, ast.Import):
        return [_path(folder, alias.name) for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    for _ in range(node.level - 1):
        folder = os.path.dirname(folder)
    if node.module:
        return [_path(folder, node.module)]
    return [_path(folder, alias.name) for alias in node.names]


def _path(folder, name):
    return os.path.join(folder, *name.split(".")) + ".py"


def _has_all(tree, folder):
    """Say whether a folder has the modules, or packages, that relative imports name."""
    relative = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.level]
    named = [one for one in relative if one.module]
    return all(
        os.path.exists(path) or os.path.isdir(path[:-3]) for one in named for path in files(one, folder)
    ) and all(
        any(map(os.path.exists, files(one, folder))) or os.path.exists(os.path.join(folder, "__init__.py"))
        for one in relative
        if not one.module
    )
