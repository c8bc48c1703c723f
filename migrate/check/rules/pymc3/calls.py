"""Calls of PyMC3's functions, as rules look for them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ...names.module import Module


def calls_of(module: Module, functions: Iterable[str]) -> Iterator[tuple[ast.Call, str]]:
    """(call, the name without its module) of calls of `pymc3` functions, wherever they are imported from."""
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
    return next((one for one in call.keywords if one.arg == name), None)


def has_all(call: ast.Call) -> bool:
    """Whether every argument can be seen: no `*` and no `**`."""
    return not any(isinstance(one, ast.Starred) for one in call.args) and all(one.arg for one in call.keywords)
