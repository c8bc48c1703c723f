"""Why a legacy name is missing here, in one sentence: from `coverage.toml` and `legacy_names.txt.gz`."""

import functools
import sys
from importlib import resources
from types import FrameType
from typing import Any

FILE = resources.files("theano_compat") / "coverage.toml"
# The releases whose names are known here: an older one may have had others.
RELEASES = {"pymc3": "PyMC3 3.8 and 3.11.5", "theano": "Theano 1.0.5 and 1.1.2"}
NAMES = resources.files("theano_compat") / "legacy_names.txt.gz"


@functools.cache
def coverage() -> dict[str, Any]:
    """Return the parsed coverage table: legacy module -> its states."""
    import tomllib

    if not FILE.is_file():
        return {}
    with FILE.open("rb") as file:
        return tomllib.load(file)


@functools.cache
def legacy_names() -> dict[str, frozenset[str]]:
    """Return every module of the legacy releases with its public names."""
    import gzip

    if not NAMES.is_file():
        return {}
    lines = gzip.decompress(NAMES.read_bytes()).decode().splitlines()
    return {module: frozenset(names.split()) for module, _, names in (line.partition(":") for line in lines)}


def never_was(fullname: str, is_module: bool = False) -> bool:
    """Say whether no legacy release had that public name. False for private names and for modules they lacked."""
    module, _, name = fullname.rpartition(".")
    names = legacy_names()
    if fullname in names or name.startswith("_"):
        return False
    while is_module and module and module not in names:
        module, _, name = module.rpartition(".")
    return module in names and name not in names[module]


@functools.cache  # a program may ask for a name in a loop, as a certificate does for each script
def resembling(fullname: str, is_module: bool = False) -> str | None:
    """Return the name that a misspelt one resembles: preferably one that exists here, else a legacy one."""
    import difflib

    module, _, name = fullname.rpartition(".")
    for known in (coverage().get(module, {}).get("supported", ()), legacy_names().get(module, ())):
        known = [k for k in known if not is_module or f"{module}.{k}" in legacy_names()]
        if near := difflib.get_close_matches(name, known, n=1, cutoff=0.7):
            return near[0]
    return None


def reason(module: str, name: str | None = None) -> str | None:
    """Return the reason that the table gives for a legacy module, or for one name in it; None if it gives none."""
    table = coverage().get(module)
    if table is None:
        parent = module.rpartition(".")[0]
        return reason(parent) if parent else None
    for state in ("absent", "flagged"):
        names = table.get(state, {})
        if isinstance(names, dict) and name in names:
            about = names[name]
            return about if isinstance(about, str) else about.get("reason")
    below = coverage().get(f"{module}.{name}", {})  # a submodule, asked for as an attribute of its package
    return below.get("reason") or table.get("reason")


def why_absent(fullname: str, is_module: bool = False, imported: bool = False) -> str:
    """Return the message for a missing name or module (`is_module`), or for `from module import name` (`imported`)."""
    module, _, name = fullname.rpartition(".")
    if is_module:
        start = f"No module named '{fullname}'"
    else:
        start = (
            f"cannot import name '{name}' from '{module}'"
            if imported
            else f"module '{module}' has no attribute '{name}'"
        )
    if never_was(fullname, is_module):
        near = resembling(fullname, is_module)
        start = f"{start} ({RELEASES[fullname.partition('.')[0]]} had none)"
        return start + (f": did you mean '{near}'?" if near else "")
    private = name.startswith("_") and name not in legacy_names().get(module, ())
    if private and name not in coverage().get(module, {}).get("absent", ()):
        return start  # it may have been a private name
    because = reason(fullname) if is_module else reason(module, name)
    return f"{start}: {because}" if because else start


def absence(fullname: str) -> AttributeError | ImportError:
    """Return the error that a module's `__getattr__` raises for `fullname`. Only such functions may call this.

    `from module import name` replaces an AttributeError by its own message, so it gets an ImportError.
    """
    asking: FrameType | None = sys._getframe(1)
    while asking is not None and asking.f_code.co_name in ("__getattr__", "__getattribute__"):
        asking = asking.f_back
    if asking is not None and asking.f_code.co_code[asking.f_lasti] == _import_from():
        return ImportError(why_absent(fullname, imported=True), name=fullname.rpartition(".")[0])
    return AttributeError(why_absent(fullname), name=fullname.rpartition(".")[2])


@functools.cache
def _import_from() -> int:
    from opcode import opmap

    return opmap["IMPORT_FROM"]
