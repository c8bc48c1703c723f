"""What packages offer, as JSON: `python dump.py FILE PACKAGE ...`; `stdlib` is Python itself. For Python 2.7 to 3.13.

{"modules": [...], "names": [...], "members": {class: [attribute, ...]}, "arguments": {name: [argument, ...]}}.
Names are qualified. What a module merely imports from another package is left out, and
of the names of one class only the shortest has its members and their arguments.
"""

import importlib
import inspect
import io
import json
import os
import pkgutil
import sys
import warnings

OWN = (
    "tests",
    "conftest",
    "setup",
    "__main__",
    "idlelib",
    "lib2to3",
    "turtledemo",
    "ensurepip",
    "test",
    "this",
    "antigravity",
    "f2py",
    "typing",
    "bsddb",
    "lib-tk",
    "pydoc_data",
    "tkinter",
    "user",
    "new",
)
GATHER = ("scipy", "pylab", "matplotlib.pylab")  # they had NumPy's names as their own
MOST = 4  # parts of a module's name


def dumped(packages):
    found = {"modules": set(), "names": set(), "members": {}, "arguments": {}}
    classes, instances = {}, {}
    for package in packages:
        for name in standard_modules() if package == "stdlib" else modules_below(package):
            module = loaded(name)
            if module is not None:
                note(found, classes, instances, name, module, package)
    for qualified, holder in [(qualified, cls) for cls, qualified in classes.items()] + list(instances.values()):
        of_holder(found, qualified, holder)
    return {key: sorted(value) if isinstance(value, set) else value for key, value in found.items()}


def standard_modules():
    folder = os.path.dirname(os.__file__)
    names = {one[1] for one in pkgutil.iter_modules([folder, os.path.join(folder, "lib-dynload")])}
    names |= set(sys.builtin_module_names) | {"os.path"}
    for package in (
        "xml",
        "email",
        "urllib",
        "json",
        "logging",
        "multiprocessing",
        "html",
        "http",
        "importlib",
        "concurrent",
        "collections",
        "ctypes",
        "unittest",
        "wsgiref",
        "curses",
        "sqlite3",
        "compiler",
    ):
        names |= set(modules_below(package))
    return sorted(name for name in names if is_public(name) and name.partition(".")[0] not in OWN)


def modules_below(package):
    top = loaded(package)
    names = [package]
    if top is None or not hasattr(top, "__path__"):
        return names if top is not None else []
    queue = [(package, list(top.__path__))]
    while queue:
        prefix, path = queue.pop()
        for _, last, is_package in pkgutil.iter_modules(path):
            name = prefix + "." + last
            if last in OWN or not is_public(name) or name.count(".") >= MOST:
                continue
            names.append(name)
            if is_package:
                module = loaded(name)
                if module is not None:
                    queue.append((name, list(module.__path__)))
    return sorted(names)


def is_public(name):
    return not any(part.startswith("_") and part != "__builtin__" for part in name.split("."))


def loaded(name):
    standard, sys.stdout = sys.stdout, io.StringIO() if sys.version_info[0] > 2 else open(os.devnull, "w")
    try:
        return importlib.import_module(name)
    except BaseException:
        return None
    finally:
        sys.stdout = standard


def note(found, classes, instances, name, module, package):
    public = "builtins" if name == "__builtin__" else name
    found["modules"].add(public)
    for last in dir(module):
        if last.startswith("_"):
            continue
        try:
            value = getattr(module, last)
        except BaseException:
            continue
        home = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", None) or name
        home = home if isinstance(home, str) else name
        own = home.partition(".")[0] == package or (name in GATHER and home.startswith("numpy"))
        if type(value).__name__ == "_Feature" or (package != "stdlib" and not own):
            continue
        if inspect.ismodule(value) and value.__name__ != name + "." + last:
            continue
        if (
            package == "stdlib"
            and callable(value)
            and home != name
            and home in sys.modules
            and hasattr(sys.modules[home], last)
            and home not in ("__builtin__", "builtins")
            and not home.startswith("_")
        ):
            continue
        qualified = public + "." + last
        found["names"].add(qualified)
        if inspect.isclass(value):
            takes(found, qualified, getattr(value, "__init__", None), 1)
            if not issubclass(value, BaseException):
                classes[value] = min(qualified, classes.get(value, qualified), key=shortest)
        elif callable(value) and not inspect.ismodule(value):
            takes(found, qualified, value, 0)
        if package == "scipy" and type(value).__module__.startswith("scipy.stats"):  # a law is an instance
            instances[id(value)] = min(
                (qualified, value), instances.get(id(value), (qualified, value)), key=lambda one: shortest(one[0])
            )


def shortest(name):
    return name.count("."), len(name), name


def of_holder(found, qualified, cls):
    found["members"][qualified] = [last for last in dir(cls) if not last.startswith("_")]
    for last in found["members"][qualified]:
        try:
            value = getattr(cls, last)
        except BaseException:
            continue
        if callable(value) and not inspect.isclass(value):
            bound = getattr(value, "__self__", None) is not None or not inspect.isclass(cls)
            takes(found, qualified + "." + last, value, 0 if bound else 1)


def takes(found, qualified, value, first):
    """By position, "*" for any number, "/", by keyword alone, "**"; ".a" has no name. Nothing where it is not known."""
    try:
        if sys.version_info[0] > 2:
            parameters = list(inspect.signature(value).parameters.values())[first:]
            kinds = [p.kind.name for p in parameters]
            names = ["." * (p.kind == p.POSITIONAL_ONLY) + p.name for p in parameters if "ITIONAL_" in p.kind.name]
            names += ["*"] * ("VAR_POSITIONAL" in kinds) + ["/"]
            names += [p.name for p in parameters if p.kind == p.KEYWORD_ONLY] + ["**"] * ("VAR_KEYWORD" in kinds)
        else:
            while hasattr(value, "__wrapped__"):
                value = value.__wrapped__
            given = inspect.getargspec(value)
            names = [one for one in given.args[first:] if isinstance(one, str) and one not in ("self", "cls")]
            names += ["*"] * bool(given.varargs) + ["/"] + ["**"] * bool(given.keywords)
    except Exception:
        return
    found["arguments"][qualified] = names


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "agg")
    warnings.simplefilter("ignore")
    with io.open(sys.argv[1], "w", encoding="utf-8") as out:
        text = json.dumps(dumped(sys.argv[2:]), sort_keys=True, indent=0)
        out.write(text if sys.version_info[0] > 2 else text.decode("ascii"))
