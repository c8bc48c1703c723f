"""Names of libraries built on Theano or PyMC3: `python -m tools.on_top` reads them from the releases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .coverage import State, longest_part, packed_names
from .module import Module

ROOTS = ("exoplanet", "keras", "lasagne")
NOT_THERE = {
    "exoplanet": "no release from 0.1 to 0.5.3 has it",
    "keras": "no release that runs on Theano, to 2.3.1, has it",
    "lasagne": "its one release, 0.1, does not have it; the development version may",
}
RELEASED = "released"  # the status of names in a release; whether they run on the shim, their own audit tells


def speaks_of(module: Module, root: str) -> bool:
    """Say whether `root` is a library on top of Theano in this file; Keras has other backends too."""
    return root in ROOTS and (root != "keras" or "theano" in module.text)


def lookup(module: Module, qualified: str) -> State | None:
    """Return the state of a qualified name, or of its module and the next part; None for other libraries."""
    if not speaks_of(module, qualified.partition(".")[0]) or "()" in qualified:
        return None
    known = _known()
    found = longest_part(qualified, known)
    if found == qualified:
        return State(RELEASED, found)
    name = qualified.removeprefix(f"{found}.").partition(".")[0]
    has = name in known[found] or "*" in known[found] or (name[:2] == name[-2:] == "__")
    return State(RELEASED if has else "unknown", f"{found}.{name}")


@cache
def _known() -> dict[str, frozenset[str]]:
    """Return module -> its names in any release."""
    return packed_names(Path(__file__).with_name("dependent_libraries.txt.gz"))
