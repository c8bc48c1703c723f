"""Data that a document draws from NumPy's global stream behind a sampler, without a seed in between.

Where a sampler leaves that stream follows from its release, from how many chains ran in the process itself and from
where they began. So such data may be others than the stored ones though a seed was given at the top, and all that rests
on them, too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from ..bound_names import changed_names, given_names, needed_names, tree
from ..data_draws import DataDraws
from ..inference import sampler_calls
from ..notebook_file import Cell

SEED = re.compile(r"\bseed\s*\(")  # of the global stream: a generator's own seed moves no other
OWN = re.compile(r"(\w+)\s*=\s*(?:\w+\.)*(?:RandomState|default_rng|Generator)\s*\(")
LOOP = ast.For | ast.While | ast.AsyncFor


def behind_samplers(cells: Sequence[Cell], modules: Mapping[str, str]) -> dict[int, int]:
    """Return cell -> the cell whose data, drawn behind a sampler, its numbers may rest on."""
    stream = _Stream(modules)
    found: dict[int, int] = {}
    loose: dict[str, int] = {}  # name -> the cell that drew what it rests on
    for cell in cells:
        for statement in tree(cell.python).body:
            names = needed_names(statement)
            first = cell.number if stream.draws(statement) else min((loose[n] for n in names & loose.keys()), default=0)
            given = given_names(ast.unparse(statement))
            if first:
                found[cell.number] = min(first, found.get(cell.number, first))
                loose |= dict.fromkeys([*given, *changed_names(statement), *_contexts(statement)], first)
            else:
                loose = {name: number for name, number in loose.items() if name not in given}
    return found


class _Stream:
    """NumPy's global stream, statement by statement: whether a sampler moved it since it was given a seed."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._data, self._samples = DataDraws(modules), sampler_calls(modules)
        self._own: set[str] = set()  # names of generators that have a stream of their own
        self._moved = False

    def draws(self, statement: ast.stmt) -> bool:
        """Say whether a statement draws from it behind a sampler."""
        found = False
        for leaf in self._leaves(statement):
            text = ast.unparse(leaf)
            self._own |= set(OWN.findall(text))
            drawn = any(draws for at, draws in self._data.events(text) if _receiver(text, at) not in self._own)
            self._moved = self._moved and not SEED.search(_of_itself(leaf))
            found = found or (drawn and self._moved)
            self._moved = self._moved or self._samples(text)
        return found

    def _leaves(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        """Yield the statements that hold no others, in order; of a loop that samples its next round comes behind it."""
        inner = (
            [] if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) else _bodies(statement)
        )
        if not inner:
            yield statement
            return
        if isinstance(statement, LOOP) and self._samples(ast.unparse(statement)):
            self._moved = True
        for one in inner:
            yield from self._leaves(one)


def _bodies(statement: ast.stmt) -> list[ast.stmt]:
    return [one for one in ast.iter_child_nodes(statement) if isinstance(one, ast.stmt)]


def _of_itself(statement: ast.stmt) -> str:
    """Return the text of what a statement does: a definition does nothing."""
    return "" if isinstance(statement, ast.FunctionDef | ast.ClassDef) else ast.unparse(statement)


def _receiver(text: str, at: int) -> str:
    """Return the name before a method that stands at a place of a text; "" where there is none."""
    return found[0] if (found := re.search(r"\w+$", text[:at])) else ""


def _contexts(statement: ast.stmt) -> Iterator[str]:
    """Yield the models that a statement adds to: `with model:`."""
    for one in ast.walk(statement):
        if isinstance(one, ast.withitem) and isinstance(one.context_expr, ast.Name):
            yield one.context_expr.id
