"""Cells that only draw figures of a trace. Later runs leave them out: often they take longer than the samplers."""

from __future__ import annotations

import ast

LIBRARIES, PYPLOT = {"pm", "pymc3", "az", "arviz"}, "plt"
# None of these draws random numbers, unlike `plot_ppc`: what a document draws later is the same without them.
FIGURES = {
    *("traceplot", "forestplot", "autocorrplot", "densityplot", "energyplot", "pairplot", "compareplot"),
    *("plot_trace", "plot_forest", "plot_autocorr", "plot_density", "plot_energy", "plot_pair", "plot_compare"),
    *("plot_posterior", "plot_joint", "plot_rank", "plot_ess", "plot_parallel"),
}


def only_figures(source: str) -> bool:
    """Say whether a cell calls such functions, and besides only those of pyplot with constants, and binds no name."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # a magic, or Python 2
        return False
    kinds = {_kind(one) for one in statements}
    return "figure" in kinds and kinds <= {"figure", "words"}


def _kind(statement: ast.stmt) -> str:
    """Return "figure" of a call that draws one, "words" of one that changes it, else ""."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return ""
    of = call.func.value.id if isinstance(call.func.value, ast.Name) else ""
    given = [*call.args, *(one.value for one in call.keywords)]
    inside = [node for one in given for node in ast.walk(one)]
    if of in LIBRARIES and call.func.attr in FIGURES:
        return "" if any(isinstance(node, ast.Call | ast.NamedExpr) for node in inside) else "figure"
    return "words" if of == PYPLOT and all(isinstance(one, ast.Constant) for one in given) else ""
