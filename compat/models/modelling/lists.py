"""Lists and dicts that forward new items to those of the enclosing model. Source: pymc3.model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...graph.variable import Variable
from ...ops.tensor_variable import Tensor


class treelist(list):
    """A list whose parent also receives what is appended: the variables of a model within a model.

    iterable: the first items, variables of any shape. parent: a list, or None.
    """

    parent: list | None = None

    def __init__(self, iterable: Iterable[Any] = (), parent: list | None = None) -> None:
        super().__init__(iterable)
        self.parent = parent
        if parent is not None:
            parent.extend(self)

    def append(self, item: Tensor) -> None:
        super().append(item)
        if self.parent is not None:
            self.parent.append(item)

    def extend(self, items: Iterable[Any]) -> None:
        items = list(items)
        super().extend(items)
        if self.parent is not None:
            self.parent.extend(items)

    def __iadd__(self, items: Iterable[Any]) -> treelist:  # type: ignore[override]
        self.extend(items)
        return self

    def __imul__(self, count: int) -> treelist:  # type: ignore[override]
        self.extend(list(self) * (count - 1))
        return self

    def __setitem__(self, key: object, value: object) -> None:
        raise NotImplementedError("Method is removed as we are not able to determine appropriate logic for it")

    def tree_contains(self, item: object) -> bool:
        """Return whether this list or an outer one contains `item`."""
        return item in self or (isinstance(self.parent, treelist) and self.parent.tree_contains(item))


class treedict(dict):
    """A dict whose parent also receives what is stored: the named variables of a model within a model.

    iterable: the first items, name -> variable of any shape. parent: a dict, or None.
    """

    parent: dict | None = None

    def __init__(self, iterable: Iterable[Any] = (), parent: dict | None = None, **kwargs: Any) -> None:
        super().__init__(iterable, **kwargs)
        self.parent = parent
        if parent is not None:
            parent.update(self)

    def __setitem__(self, key: str, value: Variable) -> None:
        super().__setitem__(key, value)
        if self.parent is not None:
            self.parent[key] = value

    def update(self, *args: Any, **kwargs: Any) -> None:
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def tree_contains(self, item: object) -> bool:
        """Return whether this dict or an outer one has the key `item`."""
        return item in self or (isinstance(self.parent, treedict) and self.parent.tree_contains(item))
