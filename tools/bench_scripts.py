"""The models of bench/ as scripts of PyMC3: what their author would have written, with data from a file beside.

Their functions are handed PyMC or PyMC3 and say what differs by `is_legacy(pm)` and the like. Here each of these is
decided for PyMC3, and the function's statements become a script's.
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

import numpy as np

from bench import workload

HEAD = "import numpy as np\nimport pymc3 as pm\nimport theano\nimport theano.tensor as tt\n\n"


def write(name: str, folder: Path) -> Path:
    """Write `name`.py and its data into `folder`; return the script's path."""
    work: Any = workload.load(name)
    values = {key: np.asarray(value) for key, value in work.data(work.NAMED).items()}
    arrays = {key: value for key, value in values.items() if value.ndim}
    np.savez(folder / f"{name}.npz", **arrays)  # type: ignore[arg-type]
    [function] = ast.parse(inspect.getsource(work.legacy)).body
    assert isinstance(function, ast.FunctionDef)
    made = ast.Module(
        _statements(function.body, {key: value.item() for key, value in values.items() if not value.ndim})
    )
    made.type_ignores = []
    loaded = f'data = np.load("{name}.npz")\n' + "".join(f'{_named(key)} = data["{key}"]\n' for key in arrays)
    path = folder / f"{name}.py"
    path.write_text(HEAD + loaded + "\n" + ast.unparse(ast.fix_missing_locations(made)) + "\n", encoding="utf-8")
    return path


def _named(key: str) -> str:
    return f"given_{key}"


def _statements(body: list[ast.stmt], scalars: dict[str, Any]) -> list[ast.stmt]:
    """The statements as PyMC3 has them, without what only chose between the releases."""
    keywords: dict[str, ast.Dict] = {}
    made: list[ast.stmt] = []
    for one in (_Decided(scalars, keywords).visit(statement) for statement in body):
        for statement in one if isinstance(one, list) else [one]:
            if isinstance(statement, ast.Return | ast.Import | ast.ImportFrom):
                continue
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple):
                statement = _without_choices(statement)
            if statement is None or _is_choice(statement):
                continue
            if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Dict):
                [target] = statement.targets
                keywords[ast.unparse(target)] = statement.value
                continue
            made.append(statement)
    return made


def _is_choice(statement: ast.stmt) -> bool:
    """Whether it only names how PyMC3 spells something: `sd = "sd"`, `theano, tt = ...`."""
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) in (
        "sd",
        "(theano, tt)",
        "theano, tt",
    )


def _without_choices(statement: ast.Assign) -> ast.Assign | None:
    """`sd, n = "sd", 3` without its `sd`."""
    targets, values = statement.targets[0], statement.value
    assert isinstance(targets, ast.Tuple)
    if not isinstance(values, ast.Tuple):
        return statement
    left = [
        (target, value)
        for target, value in zip(targets.elts, values.elts, strict=True)
        if ast.unparse(target) not in ("sd", "(theano, tt)")
    ]
    if not left:
        return None
    names, given = ([pair[side] for pair in left] for side in (0, 1))
    if len(left) == 1:
        return ast.Assign([names[0]], given[0])
    return ast.Assign([ast.Tuple(names, ast.Store())], ast.Tuple(given, ast.Load()))


class _Decided(ast.NodeTransformer):
    """What is asked of `pm` answered for PyMC3, `d["x"]` as a name or a number, `**{sd: 1}` as `sd=1`."""

    def __init__(self, scalars: dict[str, Any], keywords: dict[str, ast.Dict]) -> None:
        self.scalars, self.keywords = scalars, keywords

    def visit_If(self, node: ast.If) -> Any:
        self.generic_visit(node)
        return node.body if _is_true(node.test) else node

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        self.generic_visit(node)
        return node.body if _is_true(node.test) else node

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        self.generic_visit(node)
        if ast.unparse(node.value) != "d" or not isinstance(node.slice, ast.Constant):
            return node
        key = str(node.slice.value)
        return ast.Constant(self.scalars[key]) if key in self.scalars else ast.Name(_named(key), ast.Load())

    def visit_Call(self, node: ast.Call) -> Any:
        self.generic_visit(node)
        asked = ast.unparse(node.func)
        if asked in ("is_legacy", "sd_of"):
            return ast.Constant(True if asked == "is_legacy" else "sd")
        if asked == "log_density_of":  # (pm, distribution, value)
            return ast.Call(ast.Attribute(node.args[1], "logp", ast.Load()), [node.args[2]], [])
        node.keywords = [one for word in node.keywords for one in self._written_out(word)]
        return node

    def _written_out(self, word: ast.keyword) -> list[ast.keyword]:
        given = self.keywords.get(ast.unparse(word.value), word.value) if word.arg is None else None
        if not isinstance(given, ast.Dict):
            return [word]
        names = ["sd" if isinstance(key, ast.Name) else ast.literal_eval(key) for key in given.keys if key is not None]
        return [ast.keyword(name, value) for name, value in zip(names, given.values, strict=True)]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> Any:
        node.annotation = None
        return node


def _is_true(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and test.value is True


__all__ = ["write"]
