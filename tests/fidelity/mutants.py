"""Mechanical mutations of a legacy script's model: each place where an operator applies gives one mutant.

Operators: every parameter of every prior and likelihood changed (`times`: 1.3 times, locations + 0.3), a standard
deviation where a variance was meant (`squared`), an index off by one (`index`), another link (`link`), and for each
transformed variable its Jacobian dropped (`jacobian`, done to the finished model).
"""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.fixture_table.fixtures import ROOT, NoSampling, release, sampling_stopped

LOCATIONS = {"mu", "init", "cutpoints"}
NO_PARAMETERS = {
    "observed", "shape", "testval", "transform", "total_size", "dims", "n", "X", "y", "ls", "input_dim", "model",
    "chol", "cov_func", "random_seed", "name", "progressbar", "family", "sd_dist",
}  # fmt: skip
NO_DISTRIBUTIONS = {
    "Potential", "Deterministic", "Data", "Model", "sample", "find_MAP", "summary", "sample_posterior_predictive",
    "expand_packed_triangular", "Bound", "NUTS", "Metropolis", "Slice", "DensityDist",
}  # fmt: skip
SPREADS = {"sd", "sigma"}
LINKS = {"invlogit": "invprobit", "sigmoid": "invprobit", "exp": "log1pexp"}


@dataclass(frozen=True)
class Mutant:
    """`where`: the line and what was changed; `of`: the variable whose term it is, where that is plain."""

    fixture: str
    operator: str
    where: str
    of: str | None
    place: int  # among the places of its operator


class _Places(ast.NodeTransformer):
    """Walks the model's code; changes the place numbered `wanted` of `operator` (none: only lists them)."""

    def __init__(self, operator: str, wanted: int = -1):
        self.operator, self.wanted = operator, wanted
        self.found: list[tuple[str, str | None]] = []

    def _here(self, node: ast.AST, what: str, of: str | None) -> bool:
        self.found.append((f"line {getattr(node, 'lineno', 0)}: {what}", of))
        return len(self.found) - 1 == self.wanted

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if self.operator == "link" and name in LINKS and self._here(node, f"{name} -> {LINKS[name]}", None):
            module = ast.Attribute(ast.Name("pm", ast.Load()), "math", ast.Load())
            node.func = ast.Attribute(module, LINKS[name], ast.Load())
        if self.operator in ("times", "squared") and name[:1].isupper() and name not in NO_DISTRIBUTIONS:
            self._parameters(node, name)
        return node

    def _parameters(self, node: ast.Call, name: str) -> None:
        named = bool(node.args) and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
        if not named:
            return
        of = node.args[0].value
        for i, value in enumerate(node.args[1:], start=1):
            if self.operator == "times" and self._here(node, f"{name} {of}, argument {i}", of):
                node.args[i] = _times(value)
        for keyword in node.keywords:
            key = keyword.arg or ""
            if key in NO_PARAMETERS or (self.operator == "squared" and key not in SPREADS):
                continue
            if self._here(node, f"{name} {of}, {key}", of):
                keyword.value = _changed(keyword.value, key, self.operator)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if self.operator == "index" and isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Name):
            if self._here(node, f"[{node.slice.id}]", None):
                node.slice = ast.Call(ast.Name("__off_by_one", ast.Load()), [node.slice], [])
        return node


def _times(value: ast.expr) -> ast.expr:
    """1.3 of a number, and of zero 0.3."""
    return ast.Call(ast.Name("__times", ast.Load()), [value], [])


def _changed(value: ast.expr, key: str, operator: str) -> ast.expr:
    if operator == "squared":
        return ast.BinOp(value, ast.Pow(), ast.Constant(2))
    if key in LOCATIONS:
        return ast.BinOp(value, ast.Add(), ast.Constant(0.3))
    return _times(value)


def _larger(value: Any) -> Any:
    return 0.3 if isinstance(value, int | float) and value == 0 else value * 1.3


def _off_by_one(index: Any) -> Any:
    if isinstance(index, np.ndarray) and index.dtype.kind in "iu":
        return (index + 1) % (index.max() + 1)
    return index


def _model_code(tree: ast.Module) -> Iterator[ast.stmt]:
    """Blocks of `with pm.Model()`, and functions."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.With):
            yield node


def mutants(name: str) -> list[Mutant]:
    """All mutants of a fixture's source; those of `jacobian` come from the model, in `jacobians`."""
    tree = ast.parse((ROOT / name / "model.py").read_text(encoding="utf-8"))
    made = []
    for operator in ("times", "squared", "index", "link"):
        places = _Places(operator)
        for node in _model_code(tree):
            places.visit(copy.deepcopy(node))
        made += [Mutant(name, operator, where, of, i) for i, (where, of) in enumerate(places.found)]
    return made


def jacobians(name: str, model: Any) -> list[Mutant]:
    """A mutant for each transformed free variable."""
    moved = [v.name for v in model.free_RVs if hasattr(v.distribution, "transform_used")]
    return [Mutant(name, "jacobian", f"{one}: no Jacobian", one, i) for i, one in enumerate(moved)]


@contextlib.contextmanager
def legacy(name: str) -> Iterator[Any]:
    """`pymc3` as the fixture's release has it, whose sampling functions raise NoSampling."""
    import compat
    from theano_compat.settings import config

    compat.install(environment=False)
    before, config.emulate = config.emulate, release(name)
    try:
        import pymc3

        yield pymc3
    finally:
        config.emulate = before
        compat.uninstall()


def built(name: str, mutant: Mutant | None = None) -> Any:
    """The model of the fixture's script, mutated. Inside `legacy(name)`. Raises what the mutated script raises."""
    import pymc3

    path = ROOT / name / "model.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if mutant is not None and mutant.operator != "jacobian":
        places = _Places(mutant.operator, mutant.place)
        tree.body = [places.visit(node) if isinstance(node, ast.FunctionDef | ast.With) else node for node in tree.body]
    scope: dict[str, Any] = {
        "__name__": "__main__",
        "__file__": str(path),
        "__times": _larger,
        "__off_by_one": _off_by_one,
    }
    code = compile(ast.fix_missing_locations(tree), str(path), "exec")
    with sampling_stopped(pymc3), contextlib.suppress(NoSampling), contextlib.redirect_stdout(io.StringIO()):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(code, scope)
    model = next(v for v in scope.values() if isinstance(v, pymc3.Model))
    if mutant is not None and mutant.operator == "jacobian":
        _drop_jacobian(model, mutant.of)
    return model


def _drop_jacobian(model: Any, name: str | None) -> None:
    import pymc3

    [variable] = [v for v in model.free_RVs if v.name == name]
    with model:
        pymc3.Potential("dropped", -variable.distribution.transform_used.jacobian_det(variable).sum())
