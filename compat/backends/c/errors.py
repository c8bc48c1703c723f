"""Why a Program does not become C; the caller then uses the Python backend and says so once."""

from __future__ import annotations

from typing import Any


class CannotCompile(Exception):
    """The sentence says which Op or value, or that there is no compiler and how to get one.

    `node` is the Apply that has no C form; None where no other division of the Program would help.
    """

    def __init__(self, text: str, node: Any = None) -> None:
        super().__init__(text)
        self.node = node
