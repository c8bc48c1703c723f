"""What a rule is given, and the kinds of rules that the registry has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import libcst as cst

from .site import Site


@dataclass(frozen=True)
class Called:
    """A call: `original` in the old tree, `updated` with its parts translated; `name` is what is called."""

    site: Site
    name: str
    original: cst.Call
    updated: cst.Call

    @property
    def args(self) -> Sequence[cst.Arg]:
        return self.updated.args

    @property
    def receiver(self) -> cst.BaseExpression:
        """What the method is called of, translated."""
        assert isinstance(self.updated.func, cst.Attribute)
        return self.updated.func.value


@dataclass(frozen=True)
class Read:
    """An attribute or an item of a value: the node of the old tree, and the same with its parts translated."""

    site: Site
    name: str  # "Class.attribute", or the class of what is indexed
    original: cst.Attribute | cst.Subscript
    updated: cst.Attribute | cst.Subscript


CallRule = Callable[[Called], cst.BaseExpression | None]
ReadRule = Callable[[Read], cst.BaseExpression | None]
