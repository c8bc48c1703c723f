"""ArviZ 0.2x's ELPDData: a Series of pandas with the name of its criterion in its labels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

SCALES = {"log": ("elpd", 1), "negative_log": ("-elpd", -1), "deviance": ("deviance", -2)}


class ELPDData(pd.Series):
    """Expected log predictive density by `loo` or `waic`, its error, and the effective number of parameters."""

    @property
    def criterion(self) -> str:
        """Return "loo" or "waic"."""
        return str(self.index[0]).partition("_")[2]

    def __str__(self) -> str:
        name, kind = SCALES[self["scale"]][0], self.criterion
        width = len(name) + len(kind) + 1
        lines = [
            f"Computed from {self['n_samples']} posterior samples and {self['n_data_points']} observations"
            " log-likelihood matrix.",
            "",
            f"{'':{width}} Estimate       SE",
            f"{name}_{kind} {self.iloc[0]:8.2f}  {self.iloc[1]:7.2f}",
            f"p_{kind:{width - 2}} {self.iloc[2]:8.2f}        -",
        ]
        if self["warning"]:
            lines += ["", "There has been a warning during the calculation. Please check the results."]
        return "\n".join([*lines, *(self._table_of_tails() if "pareto_k" in self else ())])

    __repr__ = __str__

    def _table_of_tails(self) -> list[str]:
        bounds = [-np.inf, self["good_k"], 1, np.inf]
        counts = np.histogram(np.ravel(self["pareto_k"]), bounds)[0]
        width, shares = max(4, len(str(counts.max()))), counts / counts.sum() * 100
        good = f"{self['good_k']:.2f}"
        labels = [f"(-Inf, {good}]   (good)", f"   ({good}, 1]   (bad) ", "   (1, Inf)   (very bad)"]
        rows = [
            f"{label:<25} {count:>{width}d}  {share:5.1f}%"
            for label, count, share in zip(labels, counts, shares, strict=True)
        ]
        return ["------", "", "Pareto k diagnostic values:", f"{'':25}{'Count':>{width + 1}}   Pct.", *rows, ""]


def elpd_data(kind: str, scale: str, found: Any, pointwise: bool) -> ELPDData:
    """Return what ArviZ 1 found on the scale "log" as ArviZ 0.2x's, on another scale."""
    if scale not in SCALES:
        raise TypeError('Valid scale values are "deviance", "log", "negative_log"')
    factor = SCALES[scale][1]
    rows: dict[str, Any] = {
        f"elpd_{kind}": factor * found.elpd,
        "se": abs(factor) * found.se,
        f"p_{kind}": found.p,
        "n_samples": found.n_samples,
        "n_data_points": found.n_data_points,
        "warning": found.warning,
    }
    if pointwise:
        rows[f"{kind}_i"] = (factor * found.elpd_i).rename(f"{kind}_i")
        rows |= {"pareto_k": found.pareto_k} if kind == "loo" else {}
    rows |= {"scale": scale} | ({"good_k": found.good_k} if kind == "loo" else {})
    made = ELPDData(list(rows.values()), index=list(rows), dtype=object)
    made.attrs["of_arviz_1"] = found  # what its `compare` takes
    return made
