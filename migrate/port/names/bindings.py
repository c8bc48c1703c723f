"""The names that the imports of a file bind, before and after the translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import libcst as cst
from libcst.helpers import get_full_name_for_node

from ...check.names.coverage import canonical
from .legacy_names import is_old

USUAL = {
    "pymc": ("pymc", "pm"),
    "pytensor.tensor": ("pytensor.tensor", "pt"),
    "pytensor": ("pytensor", ""),
    "arviz": ("arviz", "az"),
    "numpy": ("numpy", "np"),
    "pandas": ("pandas", "pd"),
    "patsy": ("patsy", ""),
    "matplotlib.pyplot": ("matplotlib.pyplot", "plt"),
    "xarray": ("xarray", "xr"),
}
HIDDEN = frozenset({"scan", "ifelse", "graph", "sparse"})  # a function of that name, or not brought by the package
Today = Callable[[str], str | None]


@dataclass(frozen=True)
class Binding:
    """A name that an import binds: `local`, its old meaning, and its meaning after the imports are translated."""

    local: str
    old: str
    new: str | None
    after: str  # its local name then


@dataclass
class Bindings:
    """All bindings of a file.

    `wanted`: modules that the translation needs besides, with their names; `reached`: names that imports of the file
    bind and that the translation uses, with what they are.
    """

    by_local: Mapping[str, Binding]
    taken: frozenset[str]
    wanted: dict[str, str] = field(default_factory=dict)
    wanted_from: dict[str, str] = field(default_factory=dict)
    reached: dict[str, str] = field(default_factory=dict)

    def _through_an_import(self, name: str) -> list[tuple[str, Binding]]:
        """Return the expressions for a name that the file's own imports give."""
        return [
            (one.after + name[len(one.new) :], one)
            for one in self.by_local.values()
            if one.new and (name == one.new or name.startswith(one.new + ".") and is_behind(one.new, name))
        ]

    def reach(self, name: str) -> str:
        """Return an expression for a qualified name of today, through an existing import or a new one."""
        if name in self.wanted_from:
            return self.wanted_from[name]
        if found := self._through_an_import(name):
            expression, binding = min(found, key=lambda one: len(one[0]))
            self.reached[binding.after] = binding.new or ""
            return expression
        module = next((known for known in sorted(USUAL, key=len, reverse=True) if name.startswith(known + ".")), "")
        above, _, last = name.rpartition(".")
        if above and above not in USUAL and last not in self.taken:
            self.wanted_from[name] = last
            return last
        if name in USUAL or not module and not above:  # a module itself
            path, alias = USUAL.get(name, (name, ""))
            self.wanted[path] = alias = "" if alias in self.taken else alias
            return alias or path
        if module in ("", "pytensor") and "." in name:  # a module that `import pytensor` need not load
            self.wanted[above] = ""
            return name
        path, alias = USUAL[module]
        if alias in self.taken:
            alias = ""
        self.wanted[path] = alias
        return (alias or path) + name[len(module) :]


def bindings(module: cst.Module, taken: frozenset[str], today_of: Today) -> Bindings:
    """Collect the imports anywhere in the file: an import inside a function usually binds the same name.

    `today_of` gives today's name for an old one, or None.
    """
    found: dict[str, Binding] = {}
    for statement in _imports(module):
        for one in bound_by(statement, today_of):
            found.setdefault(one.local, one)
    return Bindings(found, taken)


def bound_by(statement: cst.Import | cst.ImportFrom, today_of: Today) -> Iterator[Binding]:
    """Yield the bindings of one statement."""
    if isinstance(statement, cst.Import):
        for alias in statement.names:
            full = get_full_name_for_node(alias.name) or ""
            old = canonical(full)
            if alias.asname is not None:
                local = str(get_full_name_for_node(alias.asname.name))
                yield Binding(local, old, _new(old, today_of), local)
            else:
                top = full.partition(".")[0]
                new = _new(canonical(top), today_of)
                yield Binding(top, canonical(top), new, new.partition(".")[0] if new else top)
    elif not statement.relative and statement.module is not None and not isinstance(statement.names, cst.ImportStar):
        above = canonical(get_full_name_for_node(statement.module) or "")
        for alias in statement.names:
            written = str(get_full_name_for_node(alias.name))
            old = f"{above}.{written}"
            of_arviz = old.startswith("arviz.")  # rules rewrite its calls, and leave the name elsewhere
            new = today_of(old) if of_arviz else _new(old, today_of)
            if alias.asname is not None:
                local = after = str(get_full_name_for_node(alias.asname.name))
            elif of_arviz:
                local = after = written
            else:
                local, after = written, (new.rpartition(".")[2] if new else written)
            yield Binding(local, old, new, after)


def is_behind(module: str, name: str) -> bool:
    """Say whether `module.rest` reaches the name once the module is imported: functions hide modules of PyTensor's."""
    rest = name[len(module) + 1 :]
    if module == "pytensor":
        return rest.partition(".")[0] not in HIDDEN or "." not in rest
    if module == "pytensor.tensor":
        return rest.count(".") == 0 or rest.partition(".")[0] in ("linalg", "special", "random", "nlinalg", "slinalg")
    return True


def _new(old: str, today_of: Today) -> str | None:
    return today_of(old) if is_old(old) else old


def _imports(module: cst.Module) -> Iterator[cst.Import | cst.ImportFrom]:
    todo: list[cst.CSTNode] = [module]
    while todo:
        node = todo.pop()
        if isinstance(node, cst.Import | cst.ImportFrom):
            yield node
        elif not isinstance(node, cst.BaseExpression):
            todo += reversed(node.children)
