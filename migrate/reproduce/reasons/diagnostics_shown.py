"""Cells that show nothing but how chains mixed: effective sizes, R-hats, Monte Carlo errors. They tell of the run.

So do those that show a library's documentation or source, which is another in another release.
"""

from __future__ import annotations

import ast

from ..bound_names import tree

OF_CHAINS = {"effective_n", "effective_sample_size", "ess", "gelman_rubin", "rhat", "mcse", "n_eff"}
TEXTS = {"help", "getdoc", "getsource", "__doc__"}  # what shows a library's documentation or source
AROUND = {"print", "display", "max", "min", "round", "float", "dict", "list", "sorted"}


def shows_only_diagnostics(source: str) -> bool:
    """Say whether all that a text shows are such numbers, as `print(pm.gelman_rubin(trace))` does."""
    shown = [one for one in tree(source).body if not isinstance(one, ast.Assign | ast.Import | ast.ImportFrom)]
    return bool(shown) and all(isinstance(one, ast.Expr) and _is_diagnostic(one.value) for one in shown)


def _is_diagnostic(value: ast.expr) -> bool:
    """Say whether a value is one of these numbers, or made of them alone."""
    if isinstance(value, ast.Tuple | ast.List):
        return bool(value.elts) and all(map(_is_diagnostic, value.elts))
    if isinstance(value, ast.Subscript | ast.Attribute):
        return getattr(value, "attr", "") in TEXTS or _is_diagnostic(value.value)
    if isinstance(value, ast.GeneratorExp | ast.ListComp):
        return _is_diagnostic(value.generators[0].iter)
    if not isinstance(value, ast.Call):
        return False
    name = value.func.id if isinstance(value.func, ast.Name) else getattr(value.func, "attr", "")
    if name in OF_CHAINS | TEXTS:
        return True
    if name in AROUND and isinstance(value.func, ast.Name):
        rest = [one for one in value.args if not isinstance(one, ast.Constant)]
        return bool(rest) and all(map(_is_diagnostic, rest))
    return isinstance(value.func, ast.Attribute) and _is_diagnostic(value.func.value)
