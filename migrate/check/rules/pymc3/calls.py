"""Find calls of PyMC3's functions, for rules."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ...names.module import Module


def calls_of(module: Module, functions: Iterable[str]) -> Iterator[tuple[ast.Call, str]]:
    """Yield (call, name without module) for calls of these functions of `pymc3`, wherever they are imported from."""
    wanted = frozenset(functions)
    for node, lasts in module.once(_calls_of_pymc3):
        for last in lasts:
            if last in wanted:
                yield node, last
                break


def _calls_of_pymc3(module: Module) -> Iterator[tuple[ast.Call, list[str]]]:
    for node, names in module.named_calls:
        if lasts := [name.rpartition(".")[2] for name in names if name.startswith("pymc3.")]:
            yield node, lasts


def keyword(call: ast.Call, name: str) -> ast.keyword | None:
    """Return the keyword argument of a call; None if it is not given."""
    return next((one for one in call.keywords if one.arg == name), None)


def has_all(call: ast.Call) -> bool:
    """Say whether all arguments are visible: no `*` and no `**`."""
    return not any(isinstance(one, ast.Starred) for one in call.args) and all(one.arg for one in call.keywords)
