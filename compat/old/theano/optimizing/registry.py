"""`theano.compile.optdb`: our lists of rules as optimizers, together with the users' optimizers.

An optimizer registered there with the tag "fast_run" (or "fast_compile") runs after our rules in every function
compiled afterwards. Source of the names: theano.compile.mode.optdb, theano.tensor.opt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ....compilation.rewriting import user_rules
from ....compilation.rewriting.registered_rules import WHOLE
from ....compilation.rewriting.user_rules import STAGES, rules_of_users
from ....docstrings import text
from ....graph.op import Op
from ....graph.program import Interner, freeze, raised
from ....graph.traversal import applies, replace
from ....graph.variable import Constant, Variable
from ....ops.shapes.creation import Alloc
from ....ops.tensor_op import TensorOp
from ....rules.engine import rewrite
from ....rules.lists import RULE_SETS
from .databases import EquilibriumDB, SequenceDB
from .optimizers import MergeOptimizer, Optimizer, SeqOptimizer

if TYPE_CHECKING:
    from ....compilation.rewriting.user_rules import FromFunctionLocalOptimizer
    from ....functions.graphs.function_graph import FunctionGraph


class RulesOptimizer(Optimizer):
    """One of our lists of rules, as an optimizer of FunctionGraphs."""

    def __init__(self, rule_set: str) -> None:
        self.rule_set = rule_set
        self.name = rule_set

    def apply(self, fgraph: FunctionGraph) -> None:
        interner = Interner()
        whole = freeze(fgraph.inputs, fgraph.outputs, interner)
        for name, rules in RULE_SETS[self.rule_set]:
            whole = rewrite(whole, rules if callable(rules) else (*rules, *rules_of_users(name)), interner)
        for i, new in enumerate(_folded(raised(whole.outputs))):
            fgraph.change_input("output", i, new, self.name)


def _folded(outputs: Sequence[Variable]) -> list[Variable]:
    """Return `outputs` with constants folded, except those that only fill an array."""
    memo: dict[Variable, Variable] = {}
    for node in applies(outputs):
        inputs = [memo.get(v, v) for v in node.inputs]
        if not (inputs and all(isinstance(v, Constant) for v in inputs)) or not _is_folded(node.op):
            continue
        try:
            values = node.op.compat_array(np, node, *(v.data for v in inputs))  # type: ignore[attr-defined]
        except (ArithmeticError, LookupError, TypeError, ValueError):
            continue  # a call of the function reports the error, at the user's line
        for old, value in zip(node.outputs, values, strict=True):
            memo[old] = old.type.make_constant(value)  # type: ignore[attr-defined]
    return replace(outputs, memo) if memo else list(outputs)


def _is_folded(op: Op) -> bool:
    return isinstance(op, TensorOp) and not isinstance(op, Alloc) and not getattr(op, "compat_impure", False)


def optimizer_of(rule_set: str, own: Sequence[Any]) -> SeqOptimizer:
    """Return all optimization of a mode as one optimizer: `rule_set` names our rules, `own` are the user's."""
    return SeqOptimizer(RulesOptimizer(rule_set), *(o for o in own if hasattr(o, "optimize")))


class RuleDB(EquilibriumDB):
    """A list of our rules, to which users register local optimizers."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage

    def register(self, name: str, obj: Any, *tags: str, **kwargs: Any) -> None:
        super().register(name, obj, *tags, **kwargs)
        user_rules.register(self.stage, obj, name)


class OptimizerDB(SequenceDB):
    """Optimizers in order of their positions; users' ones apply to all functions."""

    def register(self, name: str, obj: object, position: float, *tags: str, **kwargs: Any) -> None:  # type: ignore[override]
        super().register(name, obj, position, *tags, **kwargs)
        if {"fast_run", "fast_compile"} & set(tags) and not isinstance(obj, RuleDB | RulesOptimizer | MergeOptimizer):
            WHOLE.append((self._position[name], obj, frozenset(tags)))
            WHOLE.sort(key=lambda entry: entry[0])


optdb = OptimizerDB()
optdb.register("merge1", MergeOptimizer(), 0, "fast_run", "fast_compile", "merge")
optdb.register("rules", RulesOptimizer("all"), 0.5, "fast_run")
optdb.register("rules of fast_compile", RulesOptimizer("canonicalise"), 0.6, "fast_compile", "canonicalize")
for _position, _name in enumerate(("canonicalize", "stabilize", "specialize"), 1):
    optdb.register(_name, RuleDB(STAGES[_name]), _position, "fast_run")


def register_for(stage: str, name: str) -> Callable[..., Any]:
    """Return `register_canonicalize` or the like: a decorator, or a function of a local optimizer, tags and a name."""

    def register(lopt: FromFunctionLocalOptimizer | str, *tags: str, **kwargs: Any) -> Any:
        if isinstance(lopt, str):

            def decorate(inner: FromFunctionLocalOptimizer) -> Any:
                return register(inner, lopt, *tags, **kwargs)

            return decorate
        user_rules.register(stage, lopt, kwargs.pop("name", None))
        return lopt

    register.__doc__ = text(
        f"Let a local optimizer run with our rules of the list {stage!r}, in all functions from now on.\n\n"
        f"`@register_{name}` stands above `@theano.gof.local_optimizer([...])`, above the function.",
        {"lopt": "the local optimizer; or a first tag, and a decorator is returned", "tags": "have no effect"},
        f'>>> decorator = theano.tensor.opt.register_{name}("fast_compile")',
        "theano.tensor.opt",
    )
    return register


register_canonicalize = register_for("canonicalise", "canonicalize")
register_useless = register_for("canonicalise", "useless")
register_stabilize = register_for("stabilise", "stabilize")
register_specialize = register_for("specialise", "specialize")
register_specialize_device = register_for("specialise", "specialize_device")
register_uncanonicalize = register_for("specialise", "uncanonicalize")
