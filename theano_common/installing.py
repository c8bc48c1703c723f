"""The command that installs what is missing, as it is written for the interpreter that runs."""

from __future__ import annotations

import re
import sys

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
