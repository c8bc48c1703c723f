"""CannotCompile: why a Program has no C form; the caller then uses the Python backend and warns once."""

from __future__ import annotations

from ...graph.variable import Apply


class CannotCompile(Exception):
    """A sentence that names the Op or value, or says that there is no compiler and how to get one.

    `node` is the Apply that has no C form; None if no other partition of the Program would help.
    """

    def __init__(self, text: str, node: Apply | None = None) -> None:
        super().__init__(text)
        self.node = node
