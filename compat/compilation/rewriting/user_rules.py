"""Users' rules: functions under `gof.local_optimizer`, which run among ours. Source: theano.gof.opt.

`register_canonicalize` and similar functions add one to every function compiled from then on, `Mode.register` to one
mode.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from theano_common.users_lines import warn

from ...graph.hooks import HOOKS
from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import free_inputs, replace
from ...graph.variable import Apply, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...rules.engine import Rule, rewrite
from ...settings import config
from .registered_rules import REGISTERED

# legacy's name of a list -> the list of ours with which its rules run
STAGES = {
    "canonicalize": "canonicalise",
    "uncanonicalize": "specialise",
    "useless": "canonicalise",
    "stabilize": "stabilise",
    "specialize": "specialise",
    "specialize_device": "specialise",
}


class LocalOptimizer:
    """A rule: `transform(node)` returns replacements for the outputs (a list, or a dict from variables), or False."""

    name: str | None = None

    def transform(self, node: Apply, *arguments: Any, **keywords: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define transform(node).")

    def tracks(self) -> Sequence[Any] | None:
        """Return the Ops or classes of Ops on which it is tried; None for all."""
        return None

    def add_requirements(self, fgraph: object) -> None:
        """Require nothing of a graph."""

    def __call__(self, fgraph: Any) -> Any:
        return self.transform(fgraph)

    def __str__(self) -> str:
        return self.name or type(self).__name__


class FromFunctionLocalOptimizer(LocalOptimizer):
    """A function of a node as a LocalOptimizer; also of (graph, node), as later releases had it.

    fn: the function. tracks: Ops or classes of Ops on which it is tried; None for all. requirements: functions of a
    graph that attach features to it. name: its name, by default the function's. `local_optimizer` makes one.
    """

    def __init__(
        self,
        fn: Callable[..., Any],
        tracks: Sequence[Any] | None = None,
        requirements: Sequence[Any] = (),
        name: str | None = None,
    ) -> None:
        self.fn, self._tracks, self.requirements = fn, tracks, requirements
        self.name = name or getattr(fn, "__name__", None)
        self.__name__ = self.name
        self.__doc__ = getattr(fn, "__doc__", None)
        self._takes = len(inspect.signature(fn).parameters)

    def transform(self, *arguments: Apply, **keywords: Any) -> Any:
        node = arguments[-1]
        return self.fn(None, node) if self._takes == 2 and len(arguments) == 1 else self.fn(*arguments)

    def __call__(self, *arguments: Any) -> Any:
        return self.transform(*arguments)

    def tracks(self) -> Sequence[Any] | None:
        return self._tracks

    def add_requirements(self, fgraph: object) -> None:
        for requirement in self.requirements:
            requirement(fgraph)


def local_optimizer(
    tracks: Sequence[Any] | None, inplace: bool = False, requirements: Sequence[Any] = ()
) -> Callable[[Callable[..., Any]], FromFunctionLocalOptimizer]:
    """Return a decorator that makes a local optimizer of a function of a node.

    tracks: Ops, classes of Ops; only nodes with one of them are shown to the function. None for all nodes.
    inplace: without an effect: graphs are rewritten, and none of our Ops overwrites its inputs.
    requirements: functions of a FunctionGraph that are called first.

    The function returns False, or a list with a variable for each output of the node.
    """
    if tracks is not None:
        if not tracks:
            raise ValueError("Use None instead of an empty list as an indicator that all nodes are tracked.")
        for op in tracks:
            if not (isinstance(op, type) or hasattr(op, "make_node")):
                raise ValueError(f"Tracks are Op classes or Op instances, got {op!r}.")
    return lambda fn: FromFunctionLocalOptimizer(fn, tracks, requirements)


def register(stage: str, optimizer: FromFunctionLocalOptimizer, name: str | None = None) -> None:
    """Add `optimizer` to our list of that name, for every function compiled from now on."""
    known = name or getattr(optimizer, "name", None) or getattr(optimizer, "__name__", None) or repr(optimizer)
    REGISTERED[stage][str(known)] = optimizer
    _made_rules.pop(stage, None)


_made_rules: dict[str, tuple[Rule, ...]] = {}


def rules_of_users(stage: str) -> tuple[Rule, ...]:
    """Return users' rules for our list of that name."""
    if stage not in REGISTERED or not REGISTERED[stage]:
        return ()
    if stage not in _made_rules:
        _made_rules[stage] = tuple(as_rule(o) for o in REGISTERED[stage].values())
    return _made_rules[stage]


def as_rule(optimizer: LocalOptimizer) -> Rule:
    """Return a LocalOptimizer as one of our rules."""
    tracks = optimizer.tracks() if hasattr(optimizer, "tracks") else None
    instances = [op for op in tracks or () if not isinstance(op, type)]
    classes = tuple(op for op in tracks or () if isinstance(op, type))

    def fire(node: Apply) -> Any:
        if tracks is not None and not isinstance(node.op, classes) and not any(node.op == op for op in instances):
            return None
        try:
            return _replacement(optimizer, node)
        except Exception as error:
            if config.on_opt_error == "raise":
                raise
            if config.on_opt_error != "ignore":
                warn(
                    f"The optimizer {optimizer} raised {type(error).__name__} at {node}, which stays as it is: {error}",
                    RuntimeWarning,
                )
            return None

    fire.__name__ = str(getattr(optimizer, "name", None) or optimizer)
    return Rule(fire, _keys(tracks), {}, ())


def _keys(tracks: Sequence[Any] | None) -> tuple[Any, ...]:
    """Return the keys under which the engine finds a rule that is tried on `tracks`."""
    if tracks is None or any(isinstance(op, type) and type(op) is not type for op in tracks):  # of legacy's names
        return object, Elemwise
    return tuple(
        op.scalar_op if isinstance(op, Elemwise) else op if isinstance(op, type) else type(op) for op in tracks
    )


def _replacement(optimizer: LocalOptimizer, node: Apply) -> list[Variable] | None:
    found = optimizer.transform(node)
    if found is None or found is False:
        return None
    if isinstance(found, dict):
        found = [found.get(o, o) for o in node.outputs]
    new = [found] if isinstance(found, Variable) else list(found)
    if len(new) != len(node.outputs):
        raise ValueError(f"it gave {len(new)} variables for {len(node.outputs)} outputs")
    return [old.type.filter_variable(v) for old, v in zip(node.outputs, new, strict=True)]


def run_own(whole: Program, optimizers: Sequence[Any], interner: Interner) -> Program:
    """Return `whole` after the optimizers of a mode: rules of single nodes, and those of a whole FunctionGraph."""
    if not optimizers:
        return whole
    for optimizer in optimizers:
        if isinstance(optimizer, LocalOptimizer):
            whole = rewrite(whole, [as_rule(optimizer)], interner)
            continue
        data = [v for v in _leaves(whole) if v not in whole.inputs]
        graph, memo = HOOKS.function_graph([*whole.inputs, *data], whole.outputs, (), False).clone_get_equiv()
        optimizer.optimize(graph)
        back = {memo[v]: v for v in (*whole.inputs, *data)}
        whole = program(whole.inputs, intern(replace(graph.outputs, back), interner))
    return whole


def _leaves(whole: Program) -> list[Variable]:
    return free_inputs(whole.outputs)
