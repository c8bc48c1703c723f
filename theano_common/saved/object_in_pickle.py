"""Find the posterior in a pickle: at the top, or inside dicts, lists, tuples and objects of the user's classes."""

from __future__ import annotations

import mmap
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..draws import Draws
from . import dict_of_draws, inference_data_tree, multitrace, pandas_frame, pymc_2
from .errors import CannotRead
from .format import Format
from .inert_objects import Inert, Name, OddKey
from .numpy_values import value_of
from .pickled import Pickled
from .pickled import read as tree_of
from .versions import concluded

DEPTH, LOOKED_AT = 6, 20_000
MEANT = ("trace", "traces", "posterior", "idata", "inference_data", "samples", "draws", "mcmc", "chains")
# Objects of these packages are not searched: they are a posterior as a whole, or contain none, like a model.
CLOSED = ("theano", "pymc3", "numpy", "pandas", "xarray", "arviz", "scipy", "builtins", "patsy")


@dataclass(frozen=True, eq=False)
class Found:
    """An object in a pickle, with the keys that lead to it."""

    where: tuple[str, ...]
    node: Any
    kind: str


MAPPED = 1 << 26  # bytes from which a pickle is mapped into memory instead of copied
KINDS: dict[str, Callable[[Any, int], Draws]] = {
    "MultiTrace": lambda node, size: multitrace.draws_of(node),
    "InferenceData": lambda node, size: inference_data_tree.draws_of(node),
    "DataFrame": lambda node, size: pandas_frame.draws_of(node),
    "dict of draws": dict_of_draws.draws_of,
}


def draws_of(pickled: Pickled) -> Draws:
    """Return the draws in a pickle.

    A trace takes precedence over an InferenceData, that over a DataFrame, that over plain arrays.

    Raises CannotRead when there are none, or several of one kind of which none has a posterior's usual name.
    """
    found = list(_candidates(pickled.tree))
    for kind, read in KINDS.items():
        if ours := [one for one in found if one.kind == kind]:
            node = _chosen(ours).node
            draws = read(node, pickled.size)
            known = concluded(pickled.names, node if kind == "MultiTrace" else None)
            versions = {**known, **draws.attrs.get("versions", {})}
            return replace(draws, attrs={**draws.attrs, **({"versions": versions} if versions else {})})
    raise CannotRead(
        "no PyMC3 MultiTrace in this pickle, nor an InferenceData, a DataFrame, or arrays of draws by name: it holds "
        + _described(pickled.tree)
    )


def _candidates(tree: object) -> Iterator[Found]:
    seen: set[int] = set()
    queue: deque[tuple[tuple[str, ...], Any]] = deque([((), tree)])
    while queue and len(seen) < LOOKED_AT:
        where, node = queue.popleft()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if kind := _kind(node):
            yield Found(where, node, kind)
        elif len(where) < DEPTH:
            queue.extend(((*where, name), inside) for name, inside in _inside(node))


def _kind(node: object) -> str | None:
    if isinstance(node, Inert) and node.kind in ("MultiTrace", "InferenceData", "DataTree", "DataFrame"):
        return "InferenceData" if node.kind == "DataTree" else node.kind  # ArviZ 1's
    if pymc_2.is_pickle(node):
        pymc_2.refuse("pickle")
    return "dict of draws" if dict_of_draws.looks_like(node) else None


def _inside(node: object) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        pairs: Iterator[tuple[Any, Any]] = iter(node.items())
    elif isinstance(node, list | tuple):
        pairs = iter(enumerate(node[:1000]))
    elif isinstance(node, Inert) and node.path.partition(".")[0] not in CLOSED:
        pairs = iter([*node.items(), *enumerate((node.listed or [])[:1000])])
    else:
        return
    for key, value in pairs:
        if isinstance(value, dict | list | tuple | Inert):
            yield _shown(key), value


def _chosen(found: list[Found]) -> Found:
    if len(found) == 1:
        return found[0]
    for name in MEANT:
        if len(named := [one for one in found if one.where and one.where[-1].lower() == name]) == 1:
            return named[0]
    where = ", ".join("at its top" if not one.where else repr("/".join(one.where)) for one in found[:8])
    raise CannotRead(f"{len(found)} {found[0].kind}s in this pickle ({where}): save the one to compare alone")


def _shown(key: object) -> str:
    if isinstance(key, OddKey):
        return "?"
    return key.path if isinstance(key, Name | Inert) else str(key)[:80]


def _described(tree: object) -> str:
    if isinstance(tree, Name):
        return f"the name {tree.path}"
    if isinstance(tree, Inert) and value_of(tree) is tree:
        return f"a {tree.path}"
    if isinstance(tree, dict):
        return "a dict of " + (", ".join(repr(_shown(key)) for key in list(tree)[:8]) or "nothing")
    if isinstance(tree, Inert):
        return f"a {type(value_of(tree)).__name__}"
    return f"a {type(tree).__name__}"


def load(path: Path) -> Draws:
    """Return the draws in a file that is either a pickle or damaged."""
    with open(path, "rb") as opened:
        large = path.stat().st_size >= MAPPED
        # A map is closed when nothing refers to it any more.
        data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if large else opened.read()
    return draws_of(tree_of(data))


FORMAT = Format(
    "a pickle (dill's, joblib's and cloudpickle's too) of a MultiTrace, an InferenceData, a DataFrame or "
    "arrays by name, bare or among other things",
    load,
    looks_like=lambda head: True,
    order=9,
)
