"""What is missing, with the command that installs it, as it is written for the interpreter that runs."""

from __future__ import annotations

import importlib
import re
import sys
from typing import Any

# What an extra stands for where our own metadata is not installed, as in a zip file: without bounds.
NAMES = {
    "jax": ("jax", "jaxlib", "numpyro"),
    "tfp": ("tensorflow-probability",),
    "sample": ("nutpie",),
    "arviz": ("arviz<2", "h5netcdf", "h5py", "pandas", "matplotlib"),
    "compiler": ("ziglang",),
    "glm": ("patsy",),
    "pictures": ("graphviz", "pydot"),
    "dask": ("dask[distributed]",),
    "notebook": ("ipywidgets",),
    "completion": ("shtab",),
    "reproduce": ("nbclient", "nbformat", "ipykernel"),
    "old-numpy": ("numpy<2.4",),
}

GRAPHVIZ_PROGRAMS = (
    "Pictures of graphs are drawn by Graphviz's program `dot`, which is not here: install your system's package "
    "`graphviz` (apt, brew, conda; it is no Python package)."
)


def optional_module(name: str, user: str, *wanted: str) -> Any:
    """Return a module that not everybody has installed. ImportError with the command that installs it.

    name: of the module. user: what needs it, the beginning of the error's sentence. wanted: as for `pip_install`.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise ImportError(f"{user} {package}: {pip_install(*wanted)}", name=package) from error


def pip_install(*wanted: str) -> str:
    """Return the command that installs packages for this interpreter.

    wanted: requirements ("h5py"), and extras of ours in brackets ("[arviz]"). Extras are written as the packages they
    stand for: an index may have no theano-compat, or somebody else's.
    """
    packages = dict.fromkeys(
        package for one in wanted for package in (_of_extra(one[1:-1]) if one[:1] == "[" else (one,))
    )
    python = sys.executable or "python"
    return " ".join([_quoted(python), "-m pip install", *map(_quoted, packages)])


def _of_extra(extra: str) -> list[str]:
    """Return the requirements of an extra of ours, those of the extras it names included."""
    from importlib.metadata import PackageNotFoundError, requires  # takes 20 ms, and few ask

    try:
        all_of_ours = requires("theano-compat") or []
    except PackageNotFoundError:
        return list(NAMES[extra])
    found: list[str] = []
    for requirement in all_of_ours:
        what, _, condition = requirement.partition(";")
        if not re.search(rf"""extra == ["']{re.escape(extra)}["']""", condition):
            continue
        below = re.match(r"theano-compat\[([\w,-]+)\]", what)
        found += [one for name in below[1].split(",") for one in _of_extra(name)] if below else [what.replace(" ", "")]
    return found or list(NAMES[extra])


def _quoted(word: str) -> str:
    """Return a word as shells of every system take it."""
    return word if re.fullmatch(r"[\w./:\\+-]+", word) else f'"{word}"'
