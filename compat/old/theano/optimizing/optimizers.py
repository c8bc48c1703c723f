"""Optimizers that legacy code composes: objects that change a FunctionGraph in place. Source: theano.gof.opt.

Our own are in `compat.rules`, and work on Programs; these run where a user's code or mode asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from theano_common import users_lines

from ....compilation.rewriting.user_rules import LocalOptimizer
from ....functions.graphs.function_graph import InconsistencyError
from ....graph.traversal import applies
from ....graph.variable import Apply, Constant, Variable
from ....settings import config

if TYPE_CHECKING:
    from ....compilation.rewriting.user_rules import FromFunctionLocalOptimizer
    from ....functions.graphs.function_graph import FunctionGraph
    from .patterns import OpRemove


class Optimizer:
    """What changes a FunctionGraph: the base. `optimize(fgraph)` asks for features, then calls `apply(fgraph)`."""

    name: str | None = None

    def apply(self, fgraph: FunctionGraph) -> Any:
        """Change the graph; by default, do nothing."""

    def optimize(self, fgraph: FunctionGraph, *args: Any, **kwargs: Any) -> Any:
        self.add_requirements(fgraph)
        return self.apply(fgraph, *args, **kwargs)

    def __call__(self, fgraph: FunctionGraph, *args: Any, **kwargs: Any) -> Any:
        return self.optimize(fgraph, *args, **kwargs)

    def add_requirements(self, fgraph: FunctionGraph) -> None:
        """Attach features to the graph; by default, none."""

    def __str__(self) -> str:
        return self.name or type(self).__name__


class FromFunctionOptimizer(Optimizer):
    """An Optimizer made from a function of a graph.

    fn: the function. requirements: functions of a graph that attach features to it.
    """

    def __init__(self, fn: Callable[[Any], Any], requirements: Sequence[Any] = ()) -> None:
        self.apply = fn  # type: ignore[method-assign,assignment]
        self.requirements = requirements
        self.name = getattr(fn, "__name__", None)

    def add_requirements(self, fgraph: FunctionGraph) -> None:
        for requirement in self.requirements:
            requirement(fgraph)


def optimizer(f: Callable[[Any], Any]) -> FromFunctionOptimizer:
    """Return an Optimizer that calls a function of a graph, with its name.

    f: the function.
    """
    made = FromFunctionOptimizer(f)
    made.__name__ = f.__name__  # type: ignore[attr-defined]
    return made


inplace_optimizer = optimizer


class SeqOptimizer(Optimizer, list):  # type: ignore[misc]
    """An optimizer that runs several, one after the other.

    opts: the optimizers, or a list of them. failure_callback: a function of (error, self,
    optimizer), called if one raises; by default the error goes on.
    """

    def __init__(self, *opts: Any, failure_callback: Callable[..., Any] | None = None) -> None:
        if len(opts) == 1 and isinstance(opts[0], list | tuple):
            opts = tuple(opts[0])
        super().__init__(opts)
        self.failure_callback = failure_callback

    def apply(self, fgraph: FunctionGraph) -> None:
        for opt in self:
            try:
                opt.optimize(fgraph)
            except Exception as error:
                if self.failure_callback is None:
                    raise
                self.failure_callback(error, self, opt)

    @staticmethod
    def warn(exc: Exception, self: Any, optimizer: Any) -> None:
        """Handle the error of an optimizer as `config.on_opt_error` says."""
        failed(exc, self, [], optimizer)

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return self is other

    __str__ = Optimizer.__str__
    __repr__ = Optimizer.__str__


class LocalOptGroup(LocalOptimizer):
    """A local optimizer that asks several, until one has an answer.

    optimizers: the local optimizers, or a list of them. apply_all_opts: whether they are asked again about what they
    answer. profile: NotImplementedError if true. name: its name.
    """

    def __init__(
        self, *optimizers: Any, apply_all_opts: bool = False, profile: bool = False, name: str | None = None
    ) -> None:
        if profile:
            raise NotImplementedError(f"{type(self).__name__}(profile=True) is not supported: use Python's cProfile.")
        if len(optimizers) == 1 and isinstance(optimizers[0], list | tuple):
            optimizers = tuple(optimizers[0])
        self.opts = optimizers
        self.apply_all_opts = apply_all_opts
        self.name = name or ",".join(str(o) for o in optimizers)

    def tracks(self) -> Sequence[Any] | None:
        tracked = [o.tracks() if hasattr(o, "tracks") else None for o in self.opts]
        return None if any(t is None for t in tracked) else [op for t in tracked for op in t or ()]

    def transform(self, node: Apply, *arguments: Any, **keywords: Any) -> Any:
        answer: Any = False
        while (found := self._first_answer(node)) is not None:
            answer = found
            first = next(iter(found.values() if isinstance(found, dict) else found))
            if not self.apply_all_opts or first.owner is None or first.owner is node:
                break
            node = first.owner
        return answer

    def _first_answer(self, node: Apply) -> Any:
        for opt in self.opts:
            found = opt.transform(node)
            if found is not False and found is not None:
                return found
        return None


class NavigatorOptimizer(Optimizer):
    """What applies a local optimizer to nodes of a graph; subclasses choose the nodes and their order.

    local_opt: the local optimizer. ignore_newtrees: nodes that it creates are not visited. failure_callback: a
    function of (error, navigator, pairs, local optimizer, node), called if it raises; by default,
    `config.on_opt_error` decides.
    """

    def __init__(
        self,
        local_opt: Any,
        ignore_newtrees: Any = "auto",
        failure_callback: Callable[..., Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.local_opt, self.failure_callback = local_opt, failure_callback
        self.ignore_newtrees = (
            not getattr(local_opt, "reentrant", True) if ignore_newtrees == "auto" else ignore_newtrees
        )
        self.name = kwargs.get("name") or getattr(local_opt, "name", None)

    def add_requirements(self, fgraph: FunctionGraph) -> None:
        if hasattr(self.local_opt, "add_requirements"):
            self.local_opt.add_requirements(fgraph)

    warn: Any  # three failure callbacks, see below
    warn_inplace: Any
    warn_ignore: Any

    def process_node(self, fgraph: FunctionGraph, node: Apply, lopt: Any = None) -> bool:
        """Apply the local optimizer to `node`, and return whether the graph changed."""
        lopt = lopt or self.local_opt
        pairs: list[tuple[Variable, Variable]] = []
        try:
            pairs = _pairs(lopt, node)
            if not pairs:
                return False
            fgraph.replace_all_validate(pairs, reason=lopt)
            return True
        except InconsistencyError:  # a feature refuses the change
            return False
        except Exception as error:
            (self.failure_callback or failed)(error, self, pairs, lopt, node)
            return False

    def apply(self, fgraph: FunctionGraph, start_from: Sequence[Variable] | None = None) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not say in which order it visits nodes.")


def failed(exc: Exception, nav: Any, repl_pairs: Any, local_opt: Any, node: Apply | None = None) -> None:
    """Handle the error of a local optimizer as `config.on_opt_error` says."""
    if config.on_opt_error == "raise":
        raise exc
    if config.on_opt_error != "ignore":
        users_lines.warn(f"The optimizer {local_opt} raised {type(exc).__name__}: {exc}", RuntimeWarning)


def _pairs(lopt: LocalOptimizer, node: Apply) -> list[tuple[Variable, Variable]]:
    found = lopt.transform(node)
    if found is False or found is None:
        return []
    if isinstance(found, dict):
        return [(old, new) for old, new in found.items() if isinstance(old, Variable)]
    if len(found) != len(node.outputs):
        raise ValueError(f"{lopt} gave {len(found)} variables for {len(node.outputs)} outputs.")
    return [(old, new) for old, new in zip(node.outputs, found, strict=True) if new is not None and new is not old]


def _unless_refused(exc: Exception, nav: Any, repl_pairs: Any, local_opt: Any, node: Apply | None = None) -> None:
    """Handle the error of a local optimizer, unless the graph refused its answer."""
    if not isinstance(exc, InconsistencyError):
        failed(exc, nav, repl_pairs, local_opt, node)


def _in_any_case(exc: Exception, nav: Any, repl_pairs: Any, local_opt: Any, node: Apply | None = None) -> None:
    """Ignore the error of a local optimizer."""


NavigatorOptimizer.warn = staticmethod(failed)
NavigatorOptimizer.warn_inplace = staticmethod(_unless_refused)
NavigatorOptimizer.warn_ignore = staticmethod(_in_any_case)


class TopoOptimizer(NavigatorOptimizer):
    """What applies a local optimizer to every node of a graph, in order.

    order: "in_to_out" or "out_to_in". name: its name. local_opt, ignore_newtrees, failure_callback: as in
    NavigatorOptimizer.
    """

    def __init__(
        self,
        local_opt: Any,
        order: str = "in_to_out",
        ignore_newtrees: Any = False,
        failure_callback: Callable[..., Any] | None = None,
        name: str | None = None,
    ) -> None:
        if order not in ("out_to_in", "in_to_out"):
            raise ValueError("order must be 'out_to_in' or 'in_to_out'")
        super().__init__(local_opt, ignore_newtrees, failure_callback, name=name)
        self.order = order

    def _tracked(self, node: Apply) -> bool:
        tracks = self.local_opt.tracks() if hasattr(self.local_opt, "tracks") else None
        return tracks is None or any(isinstance(node.op, t) if isinstance(t, type) else node.op == t for t in tracks)

    def apply(self, fgraph: FunctionGraph, start_from: Sequence[Variable] | None = None) -> int:
        """Change the graph; return the number of changes. start_from: variables, on whose ancestors alone it works."""
        budget = 1_000 + 20 * len(fgraph.nodes)
        waiting = fgraph.toposort()
        changes, seen = 0, set()
        if start_from is not None:
            self._alive = waiting
            wanted = {id(n) for n in applies(start_from)}
            seen = {id(n) for n in waiting if id(n) not in wanted}
            waiting = [n for n in waiting if id(n) in wanted]
        while waiting:
            node = waiting.pop(0 if self.order == "in_to_out" else -1)
            if id(node) in seen:
                continue
            seen.add(id(node))
            if not self._tracked(node) or not self.process_node(fgraph, node):
                continue
            changes += 1
            budget -= 1
            if budget < 0:
                raise RuntimeError(f"{self} does not come to an end: it goes on making nodes that it changes.")
            nodes = fgraph.toposort()
            known = {id(n) for n in waiting}
            present = {id(n) for n in nodes}
            new = [n for n in nodes if id(n) not in known and id(n) not in seen]
            if self.ignore_newtrees:
                seen.update(id(n) for n in new)
                self._alive = [*getattr(self, "_alive", ()), *new]  # objects whose ids are in use must stay alive
                waiting = [n for n in waiting if id(n) in present]
            else:
                waiting = [n for n in nodes if id(n) not in seen]
            self._visited = [*getattr(self, "_visited", ()), node]
        self._visited, self._alive = [], []
        return changes


class OpKeyOptimizer(TopoOptimizer):
    """What applies a local optimizer to the nodes of the Op that its `op_key()` names.

    local_opt, ignore_newtrees, failure_callback: as in TopoOptimizer.
    """

    def __init__(
        self, local_opt: Any, ignore_newtrees: Any = False, failure_callback: Callable[..., Any] | None = None
    ) -> None:
        super().__init__(local_opt, "in_to_out", ignore_newtrees, failure_callback)

    def _tracked(self, node: Apply) -> bool:
        keys = self.local_opt.op_key()
        keys = keys if isinstance(keys, list | tuple) else [keys]
        return any(node.op == key for key in keys)


class EquilibriumOptimizer(NavigatorOptimizer):
    """What runs optimizers, local and global, repeatedly until none changes anything.

    optimizers: a list of them. max_use_ratio: at most how many rounds for each node. final_optimizers,
    cleanup_optimizers: global ones that run after each round. failure_callback, ignore_newtrees: as in
    NavigatorOptimizer. tracks_on_change_inputs: without an effect.
    """

    def __init__(
        self,
        optimizers: Sequence[Any],
        failure_callback: Callable[..., Any] | None = None,
        ignore_newtrees: bool = True,
        tracks_on_change_inputs: bool = False,
        max_use_ratio: float = 10.0,
        final_optimizers: Sequence[Any] | None = None,
        cleanup_optimizers: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(None, ignore_newtrees, failure_callback)
        self.compat_optimizers = list(optimizers)
        self.compat_local_optimizers = [o for o in optimizers if isinstance(o, LocalOptimizer)]
        self.compat_others = [o for o in optimizers if not isinstance(o, LocalOptimizer)]
        self.compat_final = [*(final_optimizers or ()), *(cleanup_optimizers or ())]
        self.max_use_ratio = max_use_ratio

    def add_requirements(self, fgraph: FunctionGraph) -> None:
        for opt in (*self.compat_optimizers, *self.compat_final):
            if hasattr(opt, "add_requirements"):
                opt.add_requirements(fgraph)

    def apply(self, fgraph: FunctionGraph, start_from: Sequence[Variable] | None = None) -> None:
        rounds = int(self.max_use_ratio * max(1, len(fgraph.nodes))) + 1
        for _ in range(rounds):
            changes = 0
            for opt in self.compat_others:
                before = [id(n) for n in fgraph.toposort()]
                opt.apply(fgraph)
                changes += [id(n) for n in fgraph.toposort()] != before
            for opt in self.compat_local_optimizers:
                visit = TopoOptimizer(opt, "in_to_out", True, self.failure_callback)
                changes += bool(visit.apply(fgraph, start_from))
            for opt in self.compat_final:
                opt.apply(fgraph)
            if not changes:
                return
        users_lines.warn(
            "EquilibriumOptimizer max'ed out by its optimizers: the graph does not settle.",
            RuntimeWarning,
        )


class MergeOptimizer(Optimizer):
    """An optimizer that makes equal computations one."""

    def apply(self, fgraph: FunctionGraph) -> None:
        seen: dict[Any, Any] = {}
        constants: dict[Any, Variable] = {}
        for node in fgraph.toposort():
            for i, v in enumerate(node.inputs):
                if isinstance(v, Constant):
                    fgraph.change_input(node, i, constants.setdefault(v.signature(), v), "merge")
            key = (node.op, tuple(map(id, node.inputs)))
            first = seen.setdefault(key, node)
            if first is not node and not getattr(node.op, "compat_impure", False):
                fgraph.replace_all_validate(list(zip(node.outputs, first.outputs, strict=True)), "merge")


def out2in(*local_opts: FromFunctionLocalOptimizer, **kwargs: Any) -> TopoOptimizer:
    """Return an optimizer that applies local ones to every node, from the outputs to the inputs.

    local_opts: the local optimizers. Keywords: those of TopoOptimizer.
    """
    return _navigated("out_to_in", local_opts, kwargs)


def in2out(*local_opts: OpRemove, **kwargs: Any) -> TopoOptimizer:
    """Return an optimizer that applies local ones to every node, from the inputs to the outputs.

    local_opts: the local optimizers. Keywords: those of TopoOptimizer.
    """
    return _navigated("in_to_out", local_opts, kwargs)


def _navigated(order: str, local_opts: Sequence[Any], kwargs: dict[str, Any]) -> TopoOptimizer:
    name = kwargs.pop("name", None) or (getattr(local_opts[0], "name", None) if local_opts else None)
    single = local_opts[0] if len(local_opts) == 1 else LocalOptGroup(*local_opts)
    return TopoOptimizer(single, order=order, name=name, **kwargs)
