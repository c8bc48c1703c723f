"""Does migrate-reproduce see a changed notebook? Priors' scales, rows of data and signs, by the size of the change.

Two small notebooks are run once as they are: what they print is what they are judged by afterwards. Then each mutant
runs with another seed, and the notebook itself with five. The cells run in this process instead of in a kernel; what
is printed is judged as `migrate-reproduce` does. The size of a change: how far the mean of any quantity moved, in its
posterior standard deviations, by the two runs themselves.

Then the same with several runs of each mutant (`--runs`), and a last cell that prints five statistics of each quantity
without what tells an error.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

import theano_compat
from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.judging import DIFFERS
from theano_migrate.reproduce.notebook_file import Cell, Output
from theano_migrate.reproduce.repeated.replicates import Replicates
from theano_migrate.reproduce.running.result import Ran, RanCell

SEED, AGAIN = 1, 5
EDGES = (0.1, 0.2, 0.5, 1.0, np.inf)
SCALE, ROW, SIGN = "a prior's scale", "a row of data", "a sign"
SAMPLE = "trace = pm.sample(1000, tune=1000, chains=2, cores=1, random_seed=SEED, progressbar=False, model=model)"
SUMMARY = "print(pm.summary(trace).to_string())"
RUNS = 10
STATISTICS = """for name in trace.varnames:
    if not name.endswith("__"):
        x = trace[name].reshape(len(trace) * trace.nchains, -1)[:, 0]
        scale = abs(x).mean()
        print("mean of exp %s %.3f" % (name, np.exp(x / scale).mean()))
        print("quantile %s %.3f" % (name, np.percentile(x, 90)))
        print("width %s %.3f" % (name, np.percentile(x, 97) - np.percentile(x, 3)))
        print("probability %s %.3f" % (name, (x > 1).mean()))
        print("count %s %d" % (name, (abs(x) < 1).sum()))"""

SCHOOLS = (
    "import numpy as np, pymc3 as pm",
    "y = np.array([28., 8., -3., 7., -1., 1., 18., 12.])\nsigma = np.array([15., 10., 16., 11., 9., 11., 10., 18.])",
    """with pm.Model() as model:
    mu = pm.Normal("mu", 0, 5.0)
    tau = pm.HalfCauchy("tau", 4.0)
    eta = pm.Normal("eta", 0, 1.0, shape=len(y))
    theta = pm.Deterministic("theta", mu + tau * eta)
    pm.Normal("obs", theta, sigma, observed=y)""",
    SAMPLE,
    SUMMARY,
)
LINE = (
    "import numpy as np, pymc3 as pm",
    """x = np.linspace(-1, 1, 12)
y = np.array([-0.9, -1.1, -0.4, 0.1, -0.2, 0.6, 0.4, 1.2, 1.0, 1.3, 2.1, 1.9])""",
    """with pm.Model() as model:
    alpha = pm.Normal("alpha", 0, 2.0)
    beta = pm.Normal("beta", 0, 1.0)
    noise = pm.HalfNormal("noise", 1.0)
    pm.Normal("obs", alpha + beta * x, noise, observed=y)""",
    SAMPLE,
    SUMMARY,
)
MUTANTS = {  # of each notebook: (kind, text as it stands, what it becomes)
    "eight schools": (
        SCHOOLS,
        [(SCALE, '"mu", 0, 5.0', f'"mu", 0, {scale}') for scale in (1.0, 2.5, 4.0, 10.0)]
        + [(SCALE, '"tau", 4.0', f'"tau", {scale}') for scale in (0.5, 2.0, 3.0, 20.0)]
        + [(ROW, "[28., 8.", f"[{school} 8.") for school in ("24.,", "34.,", "48.,", "88.,")]
        + [(ROW, "18., 12.])", f"{school}, 12.])") for school in ("12.", "30.")]
        + [(ROW, "[15., 10.", "[5., 10."), (ROW, "9., 11., 10.", "9., 11., 3.")]
        + [
            (SIGN, "-3., 7.", "3., 7."),
            (SIGN, "-1., 1.", "1., 1."),
            (SIGN, "[28.", "[-28."),
            (SIGN, "mu + tau", "-mu + tau"),
        ],
    ),
    "a line": (
        LINE,
        [(SCALE, '"alpha", 0, 2.0', f'"alpha", 0, {scale}') for scale in (0.1, 0.5, 1.0, 20.0)]
        + [(SCALE, '"beta", 0, 1.0', f'"beta", 0, {scale}') for scale in (0.2, 0.5, 0.8, 3.0)]
        + [(SCALE, '"noise", 1.0', f'"noise", {scale}') for scale in (0.1, 5.0)]
        + [(ROW, "2.1, 1.9]", f"2.1, {last}]") for last in ("2.0", "2.2", "2.9", "5.9")]
        + [(ROW, "[-0.9", f"[{first}") for first in ("-1.0", "0.9")]
        + [
            (SIGN, "0.1, -0.2", "0.1, 0.2"),
            (SIGN, "1.2, 1.0", "-1.2, 1.0"),
            (SIGN, "beta * x", "-beta * x"),
            (SIGN, "-0.4, 0.1", "0.4, 0.1"),
        ],
    ),
}


@dataclass(frozen=True)
class Run:
    """What the cells printed, and the means and standard deviations of the draws, by quantity."""

    printed: tuple[str, ...]
    means: dict[str, np.ndarray]
    sds: dict[str, np.ndarray]
    draws: dict[str, np.ndarray]


@dataclass
class Tally:
    """Of changes of one size: how many, and how many were seen."""

    made: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)


def run(cells: tuple[str, ...], seed: int) -> Run:
    """Run the cells with a seed."""
    names: dict[str, Any] = {"SEED": seed}
    printed = []
    for source in cells:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            exec(compile(source, "<cell>", "exec"), names)
        printed.append(said.getvalue())
    trace = names["trace"]
    kept = [name for name in trace.varnames if not name.endswith("__")]
    draws = {name: np.stack(trace.get_values(name, combine=False)) for name in kept}
    means = {name: one.mean((0, 1)) for name, one in draws.items()}
    return Run(tuple(printed), means, {name: one.std((0, 1)) for name, one in draws.items()}, draws)


def _cells(cells: tuple[str, ...], old: Run) -> list[Cell]:
    return [Cell(i, s, (Output(t, stream=True),)) for i, (s, t) in enumerate(zip(cells, old.printed, strict=True), 1)]


def seen(cells: tuple[str, ...], old: Run, new: Run) -> bool:
    """Say whether the report of the new run has a number that differs."""
    stored = _cells(cells, old)
    ran = tuple(RanCell((Output(text, stream=True),)) for text in new.printed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "draws.npz"
        named: dict[str, Any] = {f"draws:{name}": one for name, one in new.draws.items()}
        np.savez(file, **named)
        found = judged(Document(Path("notebook.ipynb"), tuple(stored)), Ran(ran, draws=(str(file),)), {})
        return any(one.verdict == DIFFERS for cell in found for one in cell.judged)


def seen_by_runs(cells: tuple[str, ...], old: Run, runs: list[Run]) -> bool:
    """Say whether the report of several runs has a number that differs."""
    stored = tuple(_cells(cells, old))
    replicates = Replicates(stored)
    first, *others = (Ran(tuple(RanCell((Output(text, stream=True),)) for text in one.printed)) for one in runs)
    for ran in others:
        replicates.add(ran)
    found = judged(Document(Path("notebook.ipynb"), stored), first, {}, replicates=replicates)
    return any(one.verdict == DIFFERS for cell in found for one in cell.judged)


def moved(old: Run, new: Run) -> float:
    """Return the largest move of a mean, in posterior standard deviations of the old run."""
    return max(float(np.max(np.abs(new.means[name] - old.means[name]) / old.sds[name])) for name in old.means)


def main(most: int | None = None) -> int:
    """Run `most` mutants of each notebook (all by default) once, then `RUNS` times, and print a table of both."""
    theano_compat.install()
    once = _tallies(SUMMARY, 1, most)
    return max(once, _tallies(STATISTICS, RUNS, most))


def _tallies(last: str, runs: int, most: int | None) -> int:
    """Run mutants whose last cell is `last`, each `runs` times; print the table; 1 where it is not as it should be."""
    tallies = {edge: Tally() for edge in EDGES}
    again = alarms = 0
    for title, (given, mutants) in MUTANTS.items():
        cells = (*given[:-1], last)
        old = run(cells, SEED)
        for seed in range(100, 100 + AGAIN):
            again, alarms = again + 1, alarms + found_by(cells, old, [run(cells, seed + 1000 * k) for k in range(runs)])
        for i, (kind, stands, becomes) in enumerate(mutants[:most]):
            changed = tuple(cell.replace(stands, becomes) for cell in cells)
            assert changed != cells, f"{title}: {stands} does not stand there"
            new = [run(changed, SEED + 1 + i + 1000 * k) for k in range(runs)]
            size, found = moved(old, new[0]), found_by(cells, old, new)
            edge = next(edge for edge in EDGES if size <= edge)
            tallies[edge].made[kind] += 1
            tallies[edge].seen[kind] += found
            print(
                f"{title}: {kind}: {stands} -> {becomes}: moved {size:.2f}, {'seen' if found else 'not seen'}",
                flush=True,
            )
    print(table(tallies))
    print(f"unchanged, with other seeds, runs of {runs}: {alarms} of {again} have a number that differs", flush=True)
    far = tallies[np.inf]
    return int(alarms > 1 or sum(far.seen.values()) < sum(far.made.values()))


def found_by(cells: tuple[str, ...], old: Run, runs: list[Run]) -> bool:
    """Say whether one run, or several, have a number that differs."""
    return seen(cells, old, runs[0]) if len(runs) == 1 else seen_by_runs(cells, old, runs)


def table(tallies: dict[float, Tally]) -> str:
    """Return the table of docs/reproduce.md."""
    kinds = (SCALE, ROW, SIGN)
    lines = [f"| the largest move of a mean | {' | '.join(kinds)} | all |", "|---|---:|---:|---:|---:|"]
    low = 0.0
    for edge, tally in tallies.items():
        size = f"{low} to {edge} sd" if np.isfinite(edge) else f"more than {low} sd"
        cells = [f"{tally.seen[kind]} of {tally.made[kind]}" if tally.made[kind] else "" for kind in kinds]
        lines.append(f"| {size} | {' | '.join(cells)} | {tally.seen.total()} of {tally.made.total()} |")
        low = edge
    return "\n".join(lines)
