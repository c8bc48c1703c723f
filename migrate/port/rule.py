"""The arguments of rules, and the kinds of rules in the registry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import libcst as cst

from .site import Site


@dataclass(frozen=True)
class Called:
    """A call: `original` from the old tree, `updated` with translated parts; `name` is the callee's."""

    site: Site
    name: str
    original: cst.Call
    updated: cst.Call

    @property
    def args(self) -> Sequence[cst.Arg]:
        return self.updated.args

    @property
    def receiver(self) -> cst.BaseExpression:
        """Return the translated object whose method is called."""
        assert isinstance(self.updated.func, cst.Attribute)
        return self.updated.func.value


@dataclass(frozen=True)
class Read:
    """An attribute or item of a value: the node of the old tree, and the same with translated parts."""

    site: Site
    name: str  # "Class.attribute", or the class of the indexed value
    original: cst.Attribute | cst.Subscript
    updated: cst.Attribute | cst.Subscript


CallRule = Callable[[Called], cst.BaseExpression | None]
ReadRule = Callable[[Read], cst.BaseExpression | None]
