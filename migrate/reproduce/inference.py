"""Which cells of a document sample or fit: what is printed before the first of them says nothing of a posterior.

`randomness` asks whether draws MAY enter a number, by any word; here stands what a call does, so that no number counts
as inferred that was printed before. A definition that samples is a call where its name is called.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from .notebook_file import Cell

SAMPLES = {"sample", "iter_sample", "sample_smc", "sample_nuts"}  # also of data frames: by their module, or bare
FITS = {
    *("fit", "find_MAP", "run_mcmc", "sample_numpyro_nuts", "sample_blackjax_nuts", "advi", "advi_minibatch", "svgd"),
    *("curve_fit", "minimize", "fmin", "least_squares", "fmin_l_bfgs_b", "optimize"),
}
PREDICTIVE = {f"sample_{kind}{weighted}" for kind in ("posterior_predictive", "ppc") for weighted in ("", "_w")}
PREDICTIVE |= {"sample_prior_predictive", "fast_sample_posterior_predictive"}
NOT_OURS = {"random", "np", "numpy", "rnd"}  # modules whose `sample` draws plain numbers
IN_TEXT = re.compile(rf"\b(?:pm|pymc3|mc|pymc)\.sample\s*\(|(?<![\w.])sample\s*\(|\b(?:{'|'.join(sorted(FITS))})\s*\(")


def inferring(cells: Sequence[Cell], modules: Mapping[str, str]) -> list[bool]:
    """Return for each cell whether it calls a sampler or a fit, as far as the text tells."""
    known = _Names(modules)
    return [known.infers(cell.python) for cell in cells]


def sampler_calls(modules: Mapping[str, str]) -> Callable[[str], bool]:
    """Return what says of one text after the other whether it calls a sampler, of predictive draws too."""
    return _Names(modules, SAMPLES | PREDICTIVE, set()).infers


class _Names:
    """What the cells so far defined: imported modules, and functions and classes that sample or fit inside."""

    def __init__(
        self, modules: Mapping[str, str], samples: Collection[str] = SAMPLES, fits: Collection[str] = FITS
    ) -> None:
        self._samples, self._fits = set(samples), set(fits)
        self.modules: set[str] = set()
        self.inferring: set[str] = set()
        for _ in range(2):  # one module's function may call another's
            for source in modules.values():
                self.infers(source)

    def infers(self, source: str) -> bool:
        """Say whether running this text samples or fits; its definitions are remembered."""
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):  # Python 2
            return IN_TEXT.search(source) is not None
        return self._statements(tree)

    def _statements(self, tree: ast.AST) -> bool:
        found = False
        waiting: list[ast.AST] = list(ast.iter_child_nodes(tree))
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.modules |= {(one.asname or one.name).partition(".")[0] for one in node.names}
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
                if self._statements(node) and not isinstance(node, ast.Lambda):
                    self.inferring.add(node.name)
                continue
            found = found or (isinstance(node, ast.Call) and self._call(node.func))
            waiting += ast.iter_child_nodes(node)
        return found

    def _call(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Name):
            return function.id in self._samples | self._fits | self.inferring
        if not isinstance(function, ast.Attribute):
            return False
        if function.attr in self._samples and isinstance(function.value, ast.Name):
            return function.value.id in self.modules - NOT_OURS
        return function.attr in self._fits | self.inferring
