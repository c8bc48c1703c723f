"""Cache entries: with one, a later process need not differentiate, rewrite and emit a graph again.

A cache entry names the compiled object and says where its arguments come from: constants and shared variables of the
graph, or a small Program over them (the bind stage). It is stored in the cache folder, under the key of the graph as
written (graph_key.py), as JSON with a checksum. If anything does not match, there is no entry, and the graph is
compiled.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...backends.c.calling import fill_pointers, loaded
from ...backends.c.compilers import build, cache
from ...backends.c.compilers.build import circumstances
from ...backends.c.errors import CannotCompile
from ...graph.program import inlined
from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ...rules import firing
from ..data_stage.binding import Binding, Partitioned, data_leaf
from ..rewriting.registered_rules import REGISTERED, for_all
from .graph_key import Key, NoKey
from .serialized_program import CannotWrite, as_data, read

if TYPE_CHECKING:  # the emitter, which a cache entry does not need
    from ...backends.c.emit import Unit

_CHECK = os.environ.get("COMPAT_CHECK") == "1"
used_keys: list[str] = []  # of the cache entries that this process has read


@dataclass(frozen=True)
class CacheEntry:
    """A cache entry: `known` is the object of the compiled functions.

    binding: where the arguments come from that follow the caller's. inner_axes: as in `Unit`; if there are some, the
    object is built at the first call, from `text`, with `pointers` filled in.
    """

    known: ctypes.CDLL | None
    binding: Binding
    outputs: tuple[TensorType, ...]
    inner_axes: tuple[tuple[tuple[int, int], ...], ...]
    text: str
    pointers: Sequence[str]

    @property
    def library(self) -> ctypes.CDLL:
        return loaded(self.text, self.pointers) if self.known is None else self.known


def key_of(
    inputs: Sequence[Variable],
    outputs: Sequence[Variable],
    rule_set: str,
    own: Sequence[Any],
    about: Sequence[Any],
    by_group: bool = False,
    in_c: bool = True,
) -> Key | None:
    """Return the key of this compilation's cache entry; None if it is not cached.

    about: what else it depends on. by_group: as `prepare` takes it. in_c: it depends on the compiler too.
    """
    if own or for_all(rule_set) or any(REGISTERED.values()) or firing.traced():
        return None
    try:
        compiler = circumstances() if in_c else ("no C",)
        return Key(
            inputs, inlined(outputs), (rule_set, by_group, *about, *compiler, *sorted(firing.left_out())), by_group
        )
    except (NoKey, CannotCompile, OSError, RecursionError):
        return None


def recall(key: Key | None) -> CacheEntry | None:
    """Return the cache entry that is stored under `key`, with its object loaded; None if there is none.

    With COMPAT_CHECK=1 also None; `remember` then compares what it finds with the stored entry.
    """
    if key is None or _CHECK:
        return None
    text = cache.find_entry(key.text)
    if text is None:
        return None
    try:
        facts = json.loads(text)
        if facts["key"] != key.text:
            raise ValueError("an entry under another's name")
        binding, outputs = _binding(facts, key), tuple(TensorType(d, tuple(b)) for d, b in facts["outputs"])
        axes = tuple(tuple((k, d) for k, d in of_loop) for of_loop in facts["inner axes"])
        known = None if axes else _object(facts)
        if known is None and not axes:
            return None
        entry = CacheEntry(known, binding, outputs, axes, facts["text"] if axes else "", facts["pointers"])
    except Exception:  # an entry of unexpected content, whatever it is: compile the graph
        cache.remove(key.text)
        return None
    used_keys.append(key.text)
    return entry


def _object(facts: dict[str, Any]) -> ctypes.CDLL | None:
    """Return the object that a cache entry names; None if it has been removed meanwhile."""
    library = build.load_known(facts["object"])
    if library is not None:
        fill_pointers(library, facts["pointers"])
    return library


def recall_for(key: Key, lengths: Mapping[tuple[int, int], int]) -> ctypes.CDLL | None:
    """Return the object for arguments of these lengths; None if there is none."""
    name = key.for_lengths(lengths)
    text = cache.find_entry(name)
    if text is None:
        return None
    try:
        facts = json.loads(text)
        if facts["key"] != name:
            raise ValueError("an entry under another's name")
        return _object(facts)
    except Exception:  # as above
        cache.remove(name)
        return None


def remember_for(key: Key | None, lengths: Mapping[tuple[int, int], int], unit: Unit) -> None:
    """Store the entry for arguments of these lengths; `unit` is its text, already compiled."""
    if key is not None:
        name = key.for_lengths(lengths)
        _keep(name, {"key": name, **_unit_entry(unit)})


def _unit_entry(unit: Unit) -> dict[str, Any]:
    """Return the key of the object of `unit`, and the pointers that it needs."""
    return {"object": build.key_of(unit.text), "pointers": list(unit.pointers)}


def _keep(name: str, facts: dict[str, Any]) -> None:
    text = json.dumps(facts)
    if _CHECK:
        known = cache.find_entry(name)
        assert known is None or known == text, f"graphs with one key, two entries: {known} and {text}"
    cache.keep_entry(name, text)


def remember(key: Key | None, partitioned: Partitioned, unit: Unit) -> None:
    """Store the entry; `unit` is the text of the main Program of `partitioned`, compiled now or later."""
    if key is None or unit.called:
        return
    text = {"text": unit.text} if unit.inner_axes else {}
    try:
        facts = {
            "key": key.text,
            **_unit_entry(unit),
            "inner axes": unit.inner_axes,
            **text,
            **_facts(partitioned, key),
        }
    except CannotWrite:
        return
    _keep(key.text, facts)


def _facts(partitioned: Partitioned, key: Key) -> dict[str, Any]:
    place: dict[Any, int] = {}
    for k, v in enumerate(key.leaves):
        place.setdefault(v.signature() if isinstance(v, Constant) else id(v), k)

    def leaf(variable: Variable) -> int:
        constant = variable.compat_annotation.constant
        at = place.get(constant.signature() if constant is not None else id(variable))
        if at is None:
            raise CannotWrite(f"{variable} came with the gradient")
        return at

    made = {id(v): j for j, v in enumerate(partitioned.stage_outputs)}
    stage = None
    if partitioned.stage is not None:
        if any(node.op.compat_loops for node in partitioned.stage.nodes):
            raise CannotWrite("a loop over data")
        used: list[Any] = [None] * len(key.leaves)
        for v in partitioned.stage.inputs:
            used[leaf(v)] = v
        stage = as_data(partitioned.stage, used)
    return {
        "stage": stage,
        "made": [_type(v) for v in partitioned.stage_outputs],
        "data": [["made", made[id(v)]] if id(v) in made else ["leaf", leaf(v)] for v in partitioned.data],
        "outputs": [_type(v) for v in partitioned.main.outputs],
    }


def _type(variable: Variable) -> list[Any]:
    type_ = variable.type
    if type(type_) is not TensorType:
        raise CannotWrite(f"{type_} is no tensor's")
    return [type_.dtype, list(type_.broadcastable)]


def _binding(facts: dict[str, Any], key: Key) -> Binding:
    leaves = [data_leaf(v) if isinstance(v, Constant) else v for v in key.leaves]
    made = tuple(TensorType(d, tuple(b))() for d, b in facts["made"])
    stage = None if facts["stage"] is None else read(facts["stage"], leaves)
    if stage is not None and len(stage.outputs) != len(made):
        raise ValueError("a stage that gives something else")
    return Binding(stage, tuple({"made": made, "leaf": leaves}[kind][k] for kind, k in facts["data"]), made)
