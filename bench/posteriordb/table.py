"""docs/posteriordb.md: what was measured of each posterior, and in short."""

from __future__ import annotations

import math
import platform
import statistics
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.posteriordb import database, models_here, sampling_table

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "posteriordb.md"
PARTS = ("fidelity", "gradients", "moments", "low_rank", "sampling")
LIMIT = 1e-10
ERRORS = 4  # a mean further from that of the reference draws is no chance, in a few thousand of them
IN_FLOAT32 = "the real PyMC3 too takes gammaln of a small integer, n, in float32"
TO_1E6 = "Stan solves the equations to 1e-6, PyMC3 to 1.5e-8"
BEYOND_20 = "finite differences are ours: Stan's gradient of bernoulli_logit is cut beyond 20 in size"
# Posteriors that differ by more than rounding, and why; the limit that holds for them.
EXPLAINED: dict[str, tuple[float, str]] = {
    "eight_schools_centered": (LIMIT, "a funnel, whose neck no NUTS reaches; the reference is of the other form"),
    **dict.fromkeys(("multi_occupancy", "Mh_model"), (1e-7, IN_FLOAT32)),
    "M0_model": (2e-7, IN_FLOAT32),
    "lotka_volterra": (1e-4, "Stan solves the equations to 1e-5 of the state, PyMC3 to 1.5e-8"),
    "one_comp_mm_elim_abs": (1e-8, "Stan's BDF and PyMC3's odeint, each to its own tolerance"),
    "soil_incubation": (1e-5, TO_1E6),
    **dict.fromkeys(("logistic_regression_rhs", "wells_dist"), (1e-9, BEYOND_20)),
    "kronecker_gp": (
        1e-1,
        "Stan's gradient through eigenvectors of nearly equal eigenvalues is up to 6 % off: at twelve points ours is "
        "that of the same density by the Cholesky factor of the whole matrix to 6e-14; values agree",
    ),
    "sir": (1e-6, TO_1E6),
}
# Posteriors without a row of figures, and why.
NOT_HERE = {"mnist-nn_rbm1bJ100": "the data are in Git LFS or too large for a stored snapshot"}

# Models whose gradients are slower than Stan's: what takes the time, and why.
SLOWER: dict[str, str] = {}
NOT_KNOWN = "not looked into"

HEAD = """\
The posteriors of posteriordb that have a Stan program, their models written for PyMC3 in the manner of 2018 to 2021
(`bench/posteriordb/models/`). `make bench SUITE=posteriordb` measures what is not measured yet and writes this file.
Log densities and gradients at ten points, constants apart, with Stan's own (2.35, from httpstan): the difference over
the sum of the sizes of the terms, and over the largest entry of the gradient; the same between our JAX and our C.
Times: one call of a log density with its gradient through the pointer, ours and Stan's (`--O1`, -O3, without constant
terms) in turns, one thread. Draws: four chains of 1,000 after 1,000 by `pm.sample`; the distance of their means from
those of the reference draws, in Monte Carlo errors of both; the smallest bulk effective sample size for 1,000
gradients, with nutpie's diagonal mass matrix and with that of low rank (`init="jitter+adapt_full"`)."""

Row = Mapping[str, Any]


def difference(row: Row) -> float | None:
    """The largest of what fidelity compared; None where it is not known."""
    found = row.get("fidelity", {})
    parts = [found[key] for key in ("value", "gradient", "jax") if found.get(key) is not None]
    return max(parts, key=lambda part: math.inf if math.isnan(part) else part) if parts else None


def limit(row: Row) -> float:
    """What a posterior's difference may be."""
    return EXPLAINED.get(row["model"], (LIMIT, ""))[0]


def wrong(row: Row) -> bool:
    """Whether something failed, or differs by more than it may."""
    failed = any("failed" in part for part in row.values() if isinstance(part, dict))
    failed = failed or any("failed" in row.get("sampling", {}).get(kind, {}) for kind in sampling_table.OURS)
    found = difference(row)
    return failed or (found is not None and not found <= limit(row))


def words(part: Row) -> str:
    """One part of a posterior in a line."""
    if "failed" in part:
        return str(part["failed"])
    if "ours, cached" in part:
        return sampling_table.words(part)
    if "ess" in part:
        beside = "" if part["z_mean"] is None else f"{part['z_mean']:.1f} errors from the reference ({part['worst']}), "
        return f"{beside}{part['ess']:.0f} effective draws, {part['divergences']} divergences, {part['seconds']:.1f} s"
    if "ratio" in part:
        return f"ours {part['ours_us']:.2f} us, Stan {part['stan_us']:.2f} us: {part['ratio']:.1f}"
    jax = "" if part["jax"] is None else f", JAX {part['jax']:.0e}"
    return f"value {part['value']:.0e}, gradient {part['gradient']:.0e}{jax} at {part['points']} points"


def write(rows: Mapping[str, Row], posteriors: Mapping[str, database.Posterior]) -> None:
    """Write the document, and where matplotlib is there its picture."""
    DOCUMENT.write_text("\n".join(_lines(rows, posteriors)) + "\n")
    if _sampled(rows) and find_spec("matplotlib"):
        sampling_table.draw(_sampled(rows), DOCUMENT.with_suffix(".svg"))


def _sampled(rows: Mapping[str, Row]) -> dict[str, Row]:
    return {name: row["sampling"] for name, row in rows.items() if "ours" in row.get("sampling", {})}


def _lines(rows: Mapping[str, Row], posteriors: Mapping[str, database.Posterior]) -> Iterator[str]:
    compared = [row for row in rows.values() if difference(row) is not None]
    ratios = [row["gradients"]["ratio"] for row in rows.values() if "ratio" in row.get("gradients", {})]
    models = {p.model for p in posteriors.values()}
    written = models & models_here.files().keys()
    yield "# posteriordb"
    yield ""
    yield HEAD
    yield ""
    yield f"{len(written)} of {len(models)} models are written; {len(posteriors)} posteriors."
    if compared:
        good = sum((difference(row) or 0.0) <= LIMIT for row in compared)
        more = sum(LIMIT < (difference(row) or 0.0) <= limit(row) for row in compared)
        yield f"Compared with Stan: {len(compared)} posteriors; {good} agree to 1e-10, {more} more as explained."
    if ratios:
        faster = sum(r > 1 for r in ratios)
        middle = statistics.median(ratios)
        yield f"Gradients: faster than Stan on {faster} of {len(ratios)}; {middle:.1f} times in the median."
        slower = [row["model"] for row in rows.values() if row.get("gradients", {}).get("ratio", 1) < 1]
        for why in dict.fromkeys(SLOWER.get(model, NOT_KNOWN) for model in slower):
            yield f"Slower: {', '.join(m for m in slower if SLOWER.get(m, NOT_KNOWN) == why)}: {why}."
    if drawn := [row["moments"] for row in rows.values() if row.get("moments", {}).get("z_mean") is not None]:
        near = sum(part["z_mean"] < ERRORS for part in drawn)
        yield f"Means within {ERRORS} Monte Carlo errors of all reference draws: {near} of {len(drawn)} posteriors."
    yield from sampling_table.summary(list(_sampled(rows).values()))
    yield ""
    yield (
        "| posterior | values | difference | JAX | ours, us | Stan, us | Stan over ours | errors from reference "
        "| effective draws | low rank | divergences | |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
    for name in sorted(posteriors):
        yield _row(name, rows.get(name, {"model": posteriors[name].model}))
    yield ""
    yield from sampling_table.table(_sampled(rows))
    yield f"{_processor()}; Python {platform.python_version()}; posteriordb {database.version()}."


def _row(name: str, row: Row) -> str:
    fidelity, gradients, draws, low_rank = (row.get(part, {}) for part in PARTS[:4])
    why = NOT_HERE.get(name) or EXPLAINED.get(row["model"], (0, ""))[1]
    if row["model"] not in models_here.files():
        why = "not written"
    why = next((part["failed"] for part in (fidelity, gradients, draws, low_rank) if "failed" in part), why)
    cells = [
        name,
        str(fidelity.get("dimension", "")),
        f"{max(fidelity['value'], fidelity['gradient']):.0e}" if "value" in fidelity else "",
        f"{fidelity['jax']:.0e}" if fidelity.get("jax") is not None else "",
        *(f"{gradients[key]:.2f}" if key in gradients else "" for key in ("ours_us", "stan_us")),
        f"{gradients['ratio']:.1f}" if "ratio" in gradients else "",
        f"{draws['z_mean']:.1f}" if draws.get("z_mean") is not None else "",
        *(f"{1000 * part['ess'] / part['gradients']:.1f}" if "ess" in part else "" for part in (draws, low_rank)),
        f"{draws['divergences']}" if "ess" in draws else "",
        why.replace("|", "/"),
    ]
    return "| " + " | ".join(cells) + " |"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
