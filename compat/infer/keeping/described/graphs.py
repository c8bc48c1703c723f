"""Digests of graphs: of each variable one, made of its Op's text and of the digests of what it is computed from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from ....compilation.cache.graph_key import NoKey, text_of
from ....graph.annotations import NOTHING, said
from ....graph.traversal import applies
from ....graph.variable import Constant, SharedVariable, Variable


class Graphs:
    """Digests of variables, by what computes them.

    text: of objects that a graph holds, with words for them. shared: the shared variables that were met, in order;
    their values are no part of a digest.
    """

    def __init__(self, text: Callable[[Any, str], str]) -> None:
        self._text = text
        self._digests: dict[int, str] = {}
        self._known: dict[int, str] = {}  # texts of Ops and types, by identity
        self._keep: list[Any] = []  # keeps identities from being reused
        self._leaves = 0
        self.shared: dict[SharedVariable, int] = {}

    def number(self, inputs: Sequence[Variable], kind: str = "input") -> None:
        """Let variables stand for themselves, by their places."""
        for k, v in enumerate(inputs):
            self._set(v, f"{kind} {k} {self._of(v.type)}")

    def digests(self, variables: Sequence[Variable]) -> list[str]:
        """Return the digests of variables."""
        for node in applies([v for v in variables if id(v) not in self._digests]):
            if id(node.outputs[0]) in self._digests:
                continue
            above = [self._leaf(v) for v in node.inputs]
            whole = f"{self._of(node.op)}{[self._of(o.type) for o in node.outputs]}{above}"
            for k, output in enumerate(node.outputs):
                self._set(output, f"{whole} {k}")
        return [self._leaf(v) for v in variables]

    def inside(self, inputs: Sequence[Variable], outputs: Sequence[Variable]) -> str:
        """Return the text of a graph that stands for itself, as that of a loop's step."""
        before, self._digests = self._digests, {}
        self.number(inputs, "inner input")
        found = self.digests(outputs)
        self._digests = before
        return f"graph of {len(inputs)}{found}"

    def _set(self, variable: Variable, text: str) -> None:
        self._digests[id(variable)] = hashlib.sha256(text.encode()).hexdigest()
        self._keep.append(variable)

    def _leaf(self, variable: Variable) -> str:
        if id(variable) not in self._digests:
            self._set(variable, self._leaf_text(variable))
        return self._digests[id(variable)]

    def _leaf_text(self, variable: Variable) -> str:
        about = self._of(variable.type)
        if variable.compat_annotation is not NOTHING:
            about += str(
                [(name, self._text(value, "a fact of a graph")) for name, value in said(variable.compat_annotation)]
            )
        if isinstance(variable, Constant):
            return f"constant {about} {self._text(variable.data, 'a constant of a graph')}"
        if isinstance(variable, SharedVariable):
            return f"shared {self.shared.setdefault(variable, len(self.shared))} {about}"
        self._leaves += 1
        return f"leaf {self._leaves} {about}"

    def _of(self, value: Any) -> str:
        """Return the text of an Op or a type."""
        if id(value) not in self._known:
            try:
                self._known[id(value)] = text_of(value)
            except NoKey:
                self._known[id(value)] = self._text(value, "a part of a graph")
            self._keep.append(value)
        return self._known[id(value)]


__all__ = ["Graphs"]
