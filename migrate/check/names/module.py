"""One source file with resolved names, which rules inspect."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Any, TypeVar

from .coverage import canonical
from .project import EMPTY, Project
from .tree import every_node

Kind = TypeVar("Kind", bound=ast.AST)
Found = TypeVar("Found")
NO_NAMES: frozenset[str] = frozenset()
LINE_END = re.compile(r"\r\n|\r|\n")  # Python's own line ends; str.splitlines has more of them


@lru_cache(10_000)
def _canonical(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(canonical, names - {"None"}))


@dataclass(frozen=True)
class Use:
    """A use of a name from elsewhere: an import, or the longest attribute chain that resolves."""

    name: str  # qualified: "theano.tensor.exp"
    node: ast.AST  # ast.alias for an import, else ast.Name, ast.Attribute, or ast.Call for getattr(...)
    kind: str  # "import", "attribute", "member" (of a value), "name" (bound here), "unbound" (import *, or Python 2's)
    statement: ast.Import | ast.ImportFrom | None = None
    stored: bool = False  # assigned to, or deleted
    guarded: bool = False  # inside a try that catches the error of its absence

    @property
    def written(self) -> int:
        """Return how many trailing parts of the name are written here as attributes."""
        if isinstance(self.node, ast.Call):
            return 1
        count, node = 0, self.node
        while isinstance(node, ast.Attribute):
            count, node = count + 1, node.value
        return count

    def introduces(self, name: str) -> bool:
        """Say whether `name`, this use's or a part of it, enters the file here and not by an import above."""
        if self.stored or self.guarded or self.kind == "name":
            return False
        return self.kind not in ("attribute", "member") or self._behind(name) < self.written

    def part(self, name: str) -> ast.AST:
        """Return the node of `name` alone, if this use continues after it."""
        node = self.node
        for _ in range(self._behind(name)):
            if not isinstance(node, ast.Attribute):
                return self.node
            node = node.value
        return node

    def _behind(self, name: str) -> int:
        return canonical(self.name).count(".") - canonical(name).count(".")


@dataclass(frozen=True)
class OwnImport:
    """An absolute import of a module of the project; `sibling`: one that only Python 2 would find."""

    statement: ast.Import | ast.ImportFrom
    alias: ast.alias
    name: str
    path: str
    sibling: bool


@dataclass
class Module:
    """A parsed file. `names_of(node)` gives the qualified names that an expression may stand for."""

    path: str
    text: str
    tree: ast.Module
    uses: list[Use] = field(default_factory=list)
    bound: set[str] = field(default_factory=set)  # every identifier bound anywhere in the file
    resolved: dict[ast.AST, frozenset[str]] = field(default_factory=dict)
    caught: dict[ast.AST, frozenset[str]] = field(default_factory=dict)  # call -> exceptions that a try around catches
    project: Project = EMPTY  # the modules around it
    hidden: frozenset[str] = frozenset()  # libraries whose name a neighbouring file has
    own_imports: list[OwnImport] = field(default_factory=list)
    python_2: bool = False  # translated from Python 2, or a notebook of it
    old_division: bool = False  # the same, where 1 / 2 is 0
    line_name: Callable[[int], str] = str  # the name of a line of this text in the reader's file
    given: Mapping[str, Mapping[str, frozenset[str]]] = field(
        default_factory=dict
    )  # function -> the result of its calls
    unseen: list[tuple[ast.AST, str]] = field(default_factory=list)  # reads by a name known only at run time

    _places: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False)  # byte offsets of characters
    _once: dict[object, list[Any]] = field(default_factory=dict, repr=False)
    _of: dict[tuple[type[ast.AST], ...], list[ast.AST]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.lines = LINE_END.split(self.text.removeprefix("\ufeff"))  # lines as the tree counts columns in them

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Return every node of the tree: one walk costs more than all rules together."""
        return every_node(self.tree)

    @cached_property
    def _by_kind(self) -> dict[type[ast.AST], list[tuple[int, ast.AST]]]:
        found: dict[type[ast.AST], list[tuple[int, ast.AST]]] = {}
        for at, node in enumerate(self.nodes):
            found.setdefault(type(node), []).append((at, node))
        return found

    def of(self, *kinds: type[Kind]) -> list[Kind]:
        """Return the nodes of these kinds, in the order of `nodes`, so that a hundred rules need not walk the tree."""
        if kinds not in self._of:
            found = [one for kind in kinds for one in self._by_kind.get(kind, ())]
            self._of[kinds] = [node for _, node in (found if len(kinds) == 1 else sorted(found, key=itemgetter(0)))]
        return self._of[kinds]  # type: ignore[return-value]

    def once(self, find: Callable[[Module], Iterable[Found]]) -> list[Found]:
        """Return what `find` finds in this module, cached for all rules."""
        if find not in self._once:
            self._once[find] = list(find(self))
        return self._once[find]

    @cached_property
    def named_calls(self) -> list[tuple[ast.Call, frozenset[str]]]:
        """Return (call, names of the callee) for known callees, cached for all rules."""
        calls = ((node, self.names_of(node.func)) for node in self.of(ast.Call))
        return [(node, names) for node, names in calls if names]

    def names_of(self, node: ast.AST) -> frozenset[str]:
        """Return canonical names; "?" is among them if it may also be something else."""
        found = self.resolved.get(node)
        return _canonical(found) if found else NO_NAMES

    def is_guarded(self, call: ast.Call, exception: str) -> bool:
        """Say whether the program itself catches this exception around the call."""
        return bool(self.caught.get(call, frozenset()) & {exception, "Exception", "BaseException"})

    def place(self, node: ast.AST) -> tuple[int, int, int, int]:
        """Return (line, column, end line, end column), from 1, in characters; for a definition, its name's."""
        line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]
        end_line, end_column = node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            start = self.lines[line - 1].find(node.name, column)
            return line, start + 1, line, start + 1 + len(node.name)
        return line, self._characters(line, column) + 1, end_line, self._characters(end_line, end_column) + 1

    def position(self, line: int, column_in_bytes: int) -> tuple[int, int]:
        """Return a place of the syntax tree as (line, column), from 1, in characters."""
        return line, self._characters(line, column_in_bytes) + 1

    def between(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        """Return the text from `start` to `end` (exclusive), with line feeds for line ends."""
        if start[0] == end[0]:
            return self.lines[start[0] - 1][start[1] - 1 : end[1] - 1]
        head, tail = self.lines[start[0] - 1][start[1] - 1 :], self.lines[end[0] - 1][: end[1] - 1]
        return "\n".join([head, *self.lines[start[0] : end[0] - 1], tail])

    @cached_property
    def newline(self) -> str:
        found = LINE_END.search(self.text)
        return found.group() if found else "\n"

    def _characters(self, line: int, column_in_bytes: int) -> int:
        if (places := self._places.get(line)) is None:
            text = self.lines[line - 1]
            places = () if text.isascii() else tuple(accumulate((len(one.encode()) for one in text), initial=0))
            self._places[line] = places
        return bisect_left(places, column_in_bytes) if places else column_in_bytes
