"""Mutations of ports: the operators of `make fidelity SUITE=mutations` (tests/fidelity/mutants.py), and mistakes that
people make when they port. Each place where an operator applies gives the text of one wrong port.

times, squared, index, link, jacobian: as there. data: an observed value is another. dropped: a potential or an observed
variable is gone. precision: `sigma` where the old model had `tau`, and the other way round. swapped: two parameters
change places. family: a like distribution. unbounded: a transform is left out. recorded: a deterministic is another.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fidelity import mutants as fidelity

PORTS = Path(__file__).resolve().parent / "ports"
NO_PARAMETERS = fidelity.NO_PARAMETERS | {"initval", "init_dist", "compute_corr", "jitter", "sum_stat", "distance"}
OBSERVED = {"observed", "y"}
PRECISION = {"sigma": "tau", "tau": "sigma", "lam": "sigma"}
FAMILY = {"Normal": "Laplace", "HalfNormal": "HalfCauchy", "HalfCauchy": "HalfNormal", "Gamma": "InverseGamma",
          "StudentT": "Normal", "Poisson": "Geometric"}  # fmt: skip
RENAMED = {"HalfNormal": {"sigma": "beta"}, "HalfCauchy": {"beta": "sigma"}, "Normal": {"sigma": "b", "tau": "b"}}
OPERATORS = ("times", "squared", "index", "link", "jacobian", "data", "dropped", "precision", "swapped", "family",
             "unbounded", "recorded")  # fmt: skip
HELPERS = """
import numpy as __np
def __times(value):
    if isinstance(value, (int, float)) and value == 0:
        return 1 if isinstance(value, int) else 0.3  # 0.3 is the same bound of integers as 0
    return value * 1.3
def __off_by_one(index):
    if isinstance(index, __np.ndarray) and index.dtype.kind in "iu":
        return (index + 1) % (index.max() + 1)
    return index
def __another(data):
    if hasattr(data, "get_value"):
        value = data.get_value()
        value.flat[0] = 1 - value.flat[0] if set(__np.unique(value)) <= {0, 1} else value.flat[0] + 1
        data.set_value(value)
        return data
    if isinstance(data, __np.ma.MaskedArray):
        data = data.copy()
        data[0] = data[0] + 1
        return data
    data = __np.array(data) if not isinstance(data, __np.ma.MaskedArray) else data
    data.flat[0] = 1 - data.flat[0] if set(__np.unique(data)) <= {0, 1} else data.flat[0] + 1
    return data
def __no_jacobian(name):
    import pymc, pytensor.tensor
    model = pymc.modelcontext(None)
    given = model.rvs_to_transforms[model[name]]
    class Without(type(given)):
        def __init__(self):
            self.__dict__.update(given.__dict__)
        def log_jac_det(self, value, *inputs):
            return 0.0 * given.log_jac_det(value, *inputs)
    model.rvs_to_transforms[model[name]] = Without()
"""


@dataclass(frozen=True)
class Mutant:
    """`where`: the line and what was changed; `of`: the variable that it is about, where that is plain."""

    port: str
    operator: str
    where: str
    of: str | None
    text: str


class _Places(fidelity._Places):
    """Those of the fidelity suite, with the arguments of PyMC 6, and more operators."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if self.operator not in ("times", "squared", "index", "link"):
            self.generic_visit(node)
            self._ours(node)
            return node
        kept = fidelity.NO_PARAMETERS
        try:
            fidelity.NO_PARAMETERS = NO_PARAMETERS
            return super().visit_Call(node)
        finally:
            fidelity.NO_PARAMETERS = kept

    def _here(self, node: ast.AST, what: str, of: str | None) -> bool:
        if self.operator == "squared" and isinstance(node, ast.Call):
            if all(_is_one(one.value) for one in node.keywords if one.arg in fidelity.SPREADS):
                return False  # the square of 1: the same model
        return super()._here(node, what, of)

    def _ours(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        named = bool(node.args) and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
        if not named or not isinstance(node.func, ast.Attribute):
            return
        of = node.args[0].value
        by_name = {one.arg: one for one in node.keywords}
        if self.operator == "data" and (name == "marginal_likelihood" or name not in fidelity.NO_DISTRIBUTIONS):
            for key in OBSERVED & by_name.keys():
                if self._here(node, f"{name} {of}, {key}", of):
                    by_name[key].value = _called("__another", by_name[key].value)
        elif self.operator == "precision" and name not in fidelity.NO_DISTRIBUTIONS:
            for key in sorted(PRECISION.keys() & by_name.keys()):
                if _is_one(by_name[key].value):
                    continue
                if name in ("Normal", "StudentT") and self._here(node, f"{name} {of}, {key} -> {PRECISION[key]}", of):
                    by_name[key].arg = "lam" if (name, key) == ("StudentT", "sigma") else PRECISION[key]
        elif self.operator == "swapped" and name[:1].isupper() and name not in fidelity.NO_DISTRIBUTIONS:
            given = [*range(1, len(node.args))]
            if len(given) >= 2 and ast.dump(node.args[1]) != ast.dump(node.args[2]):
                if self._here(node, f"{name} {of}, its first two", of):
                    node.args[1], node.args[2] = node.args[2], node.args[1]
            keys = [k for k in by_name if k and k not in NO_PARAMETERS]
            if len(keys) >= 2 and ast.dump(by_name[keys[0]].value) != ast.dump(by_name[keys[1]].value):
                if self._here(node, f"{name} {of}, {keys[0]} and {keys[1]}", of):
                    one, two = by_name[keys[0]], by_name[keys[1]]
                    one.value, two.value = two.value, one.value
        elif self.operator == "family" and name in FAMILY:
            if self._here(node, f"{name} {of} -> {FAMILY[name]}", of):
                node.func.attr = FAMILY[name]
                for key, other in RENAMED.get(name, {}).items():
                    if key in by_name:
                        by_name[key].arg = other
                if name == "StudentT":
                    node.keywords = [one for one in node.keywords if one.arg != "nu"]
                if name == "Poisson" and len(node.args) > 1:
                    del node.args[1]
                if name == "Poisson":
                    node.keywords = [one for one in node.keywords if one.arg != "mu"]
                    node.keywords.append(ast.keyword("p", ast.Constant(0.5)))
        elif self.operator == "unbounded" and "transform" in by_name:
            if self._here(node, f"{name} {of}, no transform", of):
                node.keywords.remove(by_name["transform"])
        elif self.operator == "recorded" and name == "Deterministic" and len(node.args) > 1:
            if self._here(node, f"Deterministic {of}", of):
                node.args[1] = ast.BinOp(node.args[1], ast.Mult(), ast.Constant(1.01))


def _is_one(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value == 1


def _called(name: str, value: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [value], [])


def mutants(port: str, transformed: list[str]) -> Iterator[Mutant]:
    """All mutants of a port; `transformed` are its free variables with a transform."""
    tree = ast.parse((PORTS / f"{port}.py").read_text(encoding="utf-8"))
    for operator in OPERATORS:
        if operator == "jacobian":
            for name in transformed:
                yield Mutant(port, operator, f"{name}: no Jacobian", name, _text(_without_jacobian(tree, name)))
        elif operator == "dropped":
            for changed, what, name in _dropped(tree):
                yield Mutant(port, operator, what, name, _text(changed))
        else:
            listed = _Places(operator)
            _changed(tree, listed)
            for i, (where, of) in enumerate(listed.found):
                yield Mutant(port, operator, where, of, _text(_changed(tree, _Places(operator, i))))


def _changed(tree: ast.Module, places: _Places) -> ast.Module:
    tree = copy.deepcopy(tree)
    tree.body = [places.visit(n) if isinstance(n, ast.FunctionDef | ast.With) else n for n in tree.body]
    return tree


def _without_jacobian(tree: ast.Module, name: str) -> ast.Module:
    tree = copy.deepcopy(tree)
    block = next(n for n in tree.body if isinstance(n, ast.With))
    at = next((i for i, one in enumerate(block.body) if _samples(one)), len(block.body))
    block.body.insert(at, ast.Expr(_called("__no_jacobian", ast.Constant(name))))
    return tree


def _samples(statement: ast.stmt) -> bool:
    names = {n.attr for n in ast.walk(statement) if isinstance(n, ast.Attribute)}
    return bool(names & {"sample", "find_MAP", "NUTS", "Slice", "Metropolis"})


def _dropped(tree: ast.Module) -> Iterator[tuple[ast.Module, str, str]]:
    """Ports without one of their potentials or observed variables, whose names nothing else uses."""
    block_at = next(i for i, n in enumerate(tree.body) if isinstance(n, ast.With))
    for i, statement in enumerate(tree.body[block_at].body):  # type: ignore[attr-defined]
        value = getattr(statement, "value", None)
        if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute) or not value.args:
            continue
        keys = {one.arg for one in value.keywords}
        if value.func.attr in ("Potential", "marginal_likelihood") or "observed" in keys:
            changed = copy.deepcopy(tree)
            changed.body[block_at].body[i] = ast.Pass()  # type: ignore[attr-defined]
            name = str(getattr(value.args[0], "value", ""))
            yield changed, f"line {statement.lineno}: {value.func.attr} {name} is gone", name


def _text(tree: ast.Module) -> str:
    return HELPERS + ast.unparse(ast.fix_missing_locations(tree)) + "\n"
