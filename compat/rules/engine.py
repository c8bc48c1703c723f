"""Applies rules to a Program until none fires, bottom up, each node once: linear in the size of the graph.

A rule is called with an interned application and returns a replacement, built with the ordinary functions, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..graph.garbage_collection import without_collections
from ..graph.op import Op
from ..graph.origin import as_if_from
from ..graph.printing import _type_text
from ..graph.program import Interner, Program, intern, program
from ..graph.traversal import applies, replace
from ..graph.variable import Apply, Constant, Variable
from ..ops.elementwise.elemwise import Elemwise
from . import firing

if TYPE_CHECKING:
    from ..ops.elementwise.elemwise import Elementwise


class RewriteLoop(RuntimeError):
    """Rules that undo each other, a bug of ours; the message names them."""


@dataclass(frozen=True, eq=False)
class Rule:
    """`function(node) -> Variable | list of Variables | None`, tried on nodes of the Ops named in `on`.

    on: entries of the elementwise table, Op classes, or `Elemwise` for every entry. domain: for each letter of the
    identity in the docstring, the range from which the generated test draws it. hard: points at which the left side
    fails and the right side does not. real: the identity holds for real numbers only, so nodes with complex inputs are
    skipped.
    """

    function: Callable[[Apply], Any]
    on: tuple[Any, ...]
    domain: dict[str, Any]
    hard: tuple[Any, ...]
    real: bool = False

    @property
    def __name__(self) -> str:
        return self.function.__name__

    @property
    def identity(self) -> str:
        return (self.function.__doc__ or "").strip().splitlines()[0]

    def __call__(self, node: Apply) -> Any:
        return self.function(node)


@dataclass(frozen=True, eq=False)
class Pass:
    """A rewriting that must see the uses of variables: from a Program to replacements, until there are none.

    No replacement may depend on a variable that is replaced together with it. parts: the functions that it tries, if
    each of these is counted and switched off by its own name.
    """

    function: Callable[[Program], dict[Variable, Variable]]
    parts: tuple[Callable[..., Any], ...] = ()

    def __call__(self, before: Program) -> dict[Variable, Variable]:
        return self.function(before) if self.parts else firing.found(self.function, before) or {}


# a list, a pass, or a function that makes a list for a Program
Rules = Sequence[Rule] | Pass | Callable[[Program], Sequence[Rule]]


def rule(
    on: Elementwise | type | tuple[Any, ...], hard: tuple[Any, ...] = (), real: bool = False, **domain: Any
) -> Callable[[Callable[[Apply], Any]], Rule]:
    """Return a decorator that makes a rule of a function: `on` is one key or a tuple of keys."""

    def wrap(function: Callable[[Apply], Any]) -> Rule:
        return Rule(
            function, on if isinstance(on, tuple) else (on,), domain, hard if isinstance(hard, tuple) else (hard,), real
        )

    return wrap


def index(rules: tuple[Rule, ...]) -> Callable[[Any], list[Rule]]:
    """Return a function from an Op to the enabled rules that may fire on it, in list order."""
    return _index(rules, firing.left_out())


@lru_cache(maxsize=64)
def _index(rules: tuple[Rule, ...], left_out: frozenset[str]) -> Callable[[Any], list[Rule]]:
    rules = tuple(rule for rule in rules if rule.__name__ not in left_out)
    table: dict[Any, list[Rule]] = {}

    def look_up(op: Op) -> list[Rule]:
        key = op.scalar_op if isinstance(op, Elemwise) else type(op)
        found = table.get(key)
        if found is None:
            keys = {key} | ({Elemwise} if isinstance(op, Elemwise) else set(type(op).__mro__))
            found = table[key] = [r for r in rules if any(k in keys for k in r.on)]
        return found

    return look_up


def rewrite(before: Program, rules: Rules, interner: Interner) -> Program:
    """Return `before` with every rule applied until none fires."""
    if isinstance(rules, Pass):
        return _passed(before, rules, interner)
    if callable(rules):
        rules = rules(before)
        if not rules:
            return before
    with without_collections():
        outputs = rewrite_outputs(before.outputs, rules, interner)
    return program(before.inputs, outputs)


def _passed(before: Program, rules: Pass, interner: Interner) -> Program:
    for _ in range(10_000):
        found = rules(before)
        if not found:
            return before
        for old, new in found.items():
            if old.type != new.type:
                raise TypeError(
                    f"a pass changed {_type_text(old.type)} to {_type_text(new.type)} on {old.owner}: {new}"
                )
        before = program(before.inputs, intern(replace(before.outputs, found), interner))
    raise RewriteLoop("a pass does not end")


def rewrite_outputs(outputs: Iterable[Variable], rules: Sequence[Rule], interner: Interner) -> list[Variable]:
    """Return `outputs` with every rule applied until none fires."""
    outputs = list(outputs)
    rewriter = _Rewriter(rules, interner, budget=2_000 + 100 * len(applies(outputs)))
    return [rewriter.final(o) for o in outputs]


class _Rewriter:
    """One run: `done` maps each variable met to its final form."""

    def __init__(self, rules: Sequence[Rule], interner: Interner, budget: int) -> None:
        self.rules_for = index(tuple(rules))
        self.interner = interner
        self.done: dict[int, Variable] = {}
        self.replacements: dict[int, list[Variable]] = {}
        self.keep: list[Variable] = []
        self.budget = budget  # firings left: rules that undo each other would make new nodes for ever
        self.firings = 0
        self.fired: dict[str, int] = {}
        self.last: dict[int, str] = {}  # node -> the rule that replaced it
        self.left: dict[tuple[int, int], list[Rule]] = {}

    def final(self, variable: Variable) -> Variable:
        """Return the final form of `variable`; iterative, as graphs are deep."""
        done, keep, interner = self.done, self.keep, self.interner
        stack: list[Variable] = [variable]
        while stack:
            top = stack[-1]
            if id(top) in done:
                stack.pop()
                continue
            if top.owner is None:
                keep.append(top)
                done[id(top)] = interner.leaf(top)
                stack.pop()
                continue
            inputs, waiting = [], []
            for i in top.owner.inputs:
                known = done.get(id(i))
                if known is None:
                    if i.owner is not None:
                        waiting.append(i)
                        continue
                    keep.append(i)
                    known = done[id(i)] = interner.leaf(i)
                inputs.append(known)
            if waiting:
                stack.extend(waiting)
                continue
            keep.append(top)
            node = interner.apply(top.owner, inputs, adopt=True)
            settled = [self.done.get(id(o)) for o in node.outputs]
            if all(s is not None for s in settled):
                for old, new in zip(top.owner.outputs, settled, strict=True):
                    self.done[id(old)] = new  # type: ignore[assignment]
                stack.pop()
                continue
            replacement = self._fire(node)
            if replacement is None:
                for old, new in zip(top.owner.outputs, node.outputs, strict=True):
                    self.done[id(old)] = self.done[id(new)] = new
                    self.keep.append(new)
                stack.pop()
                continue
            unfinished = [r for r in replacement if id(r) not in self.done]
            if unfinished:
                if id(node) in self.replacements:
                    raise RewriteLoop(
                        f"{self.last[id(node)]} gives {node} in terms of itself: {_expression(replacement[0])}"
                    )
                stack.extend(unfinished)
                self.keep.extend(replacement)
                self.replacements[id(node)] = replacement  # looked up when this node is reached again
                self.keep.extend(node.outputs)
                continue
            for old, own, new in zip(top.owner.outputs, node.outputs, replacement, strict=True):
                self.done[id(old)] = self.done[id(own)] = self.done[id(new)]
            stack.pop()
        return self.done[id(variable)]

    def _fire(self, node: Apply) -> list[Variable] | None:
        """Return the replacement of `node` by the first rule that fires, with its types checked."""
        known = self.replacements.get(id(node))
        if known is not None:
            return known
        rules = self.rules_for(node.op)
        tried = self.interner.tried.get(id(node))
        left = rules if tried is None else self._not_tried(rules, tried)
        if left:
            with as_if_from(node.compat_origin):
                replacement = self._first_that_fires(node, left)
            if replacement is not None:
                return replacement
        self.interner.tried[id(node)] = rules
        return None

    def _not_tried(self, rules: list[Rule], tried: list[Rule]) -> list[Rule]:
        """Return the rules after `tried`, if the list begins with those."""
        key = (id(rules), id(tried))
        found = self.left.get(key)
        if found is None:
            found = self.left[key] = rules[len(tried) :] if rules[: len(tried)] == tried else rules
        return found

    def _first_that_fires(self, node: Apply, rules: Sequence[Rule]) -> list[Variable] | None:
        is_complex = any(getattr(v.type, "dtype", "").startswith("complex") for v in node.inputs)
        for rule in rules:
            if is_complex and rule.real:
                continue
            result = rule.function(node)
            if result is None:
                continue
            replacement = list(result) if isinstance(result, list | tuple) else [result]
            if len(replacement) == len(node.outputs) and all(
                r is o for r, o in zip(replacement, node.outputs, strict=True)
            ):
                continue
            _check_types(rule, node, replacement)
            for new, old in zip(replacement, node.outputs, strict=True):
                if new.name is None and old.name is not None and not isinstance(new, Constant) and new.owner:
                    new.name = old.name
            self._count(rule, node, replacement)
            return replacement
        return None

    def _count(self, rule: Rule, node: Apply, replacement: list[Variable]) -> None:
        self.last[id(node)] = rule.__name__
        self.fired[rule.__name__] = self.fired.get(rule.__name__, 0) + 1
        shown = (_expression(node.outputs[0]), ", ".join(map(_expression, replacement))) if firing.traced() else ()
        firing.count(rule.__name__, *shown)
        self.firings += 1
        if self.firings > self.budget:
            worst = sorted(self.fired, key=self.fired.__getitem__)[-4:]
            raise RewriteLoop(f"rewriting does not end: {', '.join(worst)} fire again and again on {node}.")


def _expression(variable: Variable, depth: int = 3) -> str:
    if variable.owner is None or depth == 0:
        return str(variable)
    return (
        f"{variable.owner.op.compat_plain_name}({', '.join(_expression(i, depth - 1) for i in variable.owner.inputs)})"
    )


def _check_types(rule: Rule, node: Apply, replacement: list[Variable]) -> None:
    for new, old in zip(replacement, node.outputs, strict=True):
        if new.type != old.type:
            raise TypeError(
                f"rule {rule.__name__} changed {_type_text(old.type)} to {_type_text(new.type)} on "
                f"{node}: {_expression(new)}"
            )
