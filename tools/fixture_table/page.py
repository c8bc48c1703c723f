"""docs/fixtures.md, from what was measured."""

from __future__ import annotations

from typing import Any

from tools.fixture_table.cells import (
    BACKENDS,
    DIFFERS_LIKEWISE,
    NOT_SAMPLED,
    NUMBERS,
    PYTHONS,
    SAMPLED_BY,
    STORE,
    WITH_OTHERS,
    Cell,
    is_measured,
)
from tools.fixture_table.densities import LOOSER, NOT_IN_JAX
from tools.fixture_table.fixtures import FOLDERS, ROOT, facts, saved_trace
from tools.fixture_table.measure import FEWER
from tools.fixture_table.programs import NOT_IN_JAX as PROGRAMS_NOT_IN_JAX

PAGE = STORE.with_name("fixtures.md")
OLD = "measured on other files"

INTRODUCTION = """\
# Fixtures, as measured

Written by `make fixture-table` from `fixtures.json`, which keeps what was measured; a test says when either does not
belong to the fixtures as they are. Each row is a legacy program in `fixtures/legacy_models/`, run unchanged.

## Numbers

Largest relative difference from what the real library computed. Log densities (each term by itself) and gradients are
judged by 1e-8 of the sum of their terms' absolute values, at 20 points, some of them far out; a number in bold is
beyond that. For programs of plain Theano, ADVI and SMC the value is the largest difference of losses, weights and draws
after training, relative to the largest element (judged by 1e-6); their gradients are in it.
"""
SAMPLERS = """
## Samplers

The same verdict for the other samplers: TFP's NUTS over JAX, and `pm.sample_smc` (8 populations of 4,000) in place of
the script's `pm.sample`. ADVI is an approximation: beside its verdict stands its bias, the largest shift of a mean in
standard deviations and the largest change of a log standard deviation.
"""
POSTERIORS = """
## Posteriors and scripts

*Posterior*: what `migrate-compare` says of a new posterior, drawn through this backend, and the saved one of the real
library. By Python: PyMC3's own NUTS step by step over NumPy; by C: nutpie; by JAX: NumPyro, in the default mode. Where
a script has discrete variables or gives its step methods, those run over the backend, over C instead of JAX, and the
cell says so. *Replayed*: the log density was also the saved one at 2,000 of the saved draws. *Mode*: what a script
without sampling looks for; our log density there, less the real library's. *First draws*: how many of the real
library's first iterations come out under the same seed, all variables within 1e-6, tuning included (30 where gradients
are taken: rounding grows by itself; else 500).
*Runs*: `theano-compat run model.py` reaches its last line, draws made fewer from outside.
*Over 5 min* counts processor time.

The saved posteriors in git are thinned ([fixtures/README.md](../fixtures/README.md)): of the {all} verdicts here and in
the next table {full} were measured against the full-size ones, with more power.
"""


def text(measured: dict[str, dict[str, Any]]) -> str:
    """The whole page."""
    names = [folder.name for folder in FOLDERS]
    posteriors = POSTERIORS.format(**_against(names, measured))
    parts = [
        INTRODUCTION,
        *_numbers(names, measured),
        "",
        *_looser(),
        posteriors,
        *_posteriors(names, measured),
        "",
        SAMPLERS,
        *_samplers(names, measured),
        "",
        *_remarks(names, measured),
        *_in_jax(names),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _against(names: list[str], measured: dict[str, dict[str, Any]]) -> dict[str, int]:
    """How many verdicts there are, and how many of them were measured against the full-size posterior."""
    asked = [Cell(name, "posterior", by) for name in names if saved_trace(name) is not None for by in SAMPLED_BY]
    held = [cell for cell in asked if is_measured(cell, measured)]
    full = [cell for cell in held if measured[cell.fixture][cell.key]["digest"] == cell.of_full]
    return {"all": len(held), "full": len(full)}


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]


def _cell(measured: dict[str, dict[str, Any]], name: str, kind: str, by: str) -> dict[str, Any] | None:
    """What was measured; None where nothing was, or on other files."""
    cell = Cell(name, kind, by)
    return measured[name][cell.key] if is_measured(cell, measured) else None


def _numbers(names: list[str], measured: dict[str, dict[str, Any]]) -> list[str]:
    head = ["fixture", "oracle", *(f"value: {b}" for b in TITLES), *(f"gradient: {b}" for b in TITLES)]
    rows = []
    for name in names:
        found = [_cell(measured, name, "numbers", backend) for backend in BACKENDS]
        if not any((ROOT / name / file).exists() for file in NUMBERS):
            continue
        rows.append(
            [
                f"`{name}`",
                facts(name)["oracle"],
                *(_number(one, ("value", "float64")) for one in found),
                *(_number(one, ("gradient",)) for one in found),
            ]
        )
    return _table(head, rows)


TITLES = ("Python", "C", "JAX")


def _without_result(found: dict[str, Any] | None) -> str:
    """What stands in a cell that has no result; empty for one that has."""
    if found is None:
        return "not measured"
    if "slow" in found:
        return f"over {found['slow'] // 60} min"
    return "**fails**" if "failed" in found else ""


def _number(found: dict[str, Any] | None, kinds: tuple[str, ...]) -> str:
    if (missing := _without_result(found)) or found is None:
        return missing
    if "not" in found:
        return "no¹" if kinds[0] == "value" else "–"
    one = next((found[kind] for kind in kinds if kind in found), None)
    if one is None:
        return "–"
    shown = f"{one['largest']:.0e}" if one["largest"] else "0"
    return shown if one["within"] and found.get("float32", one)["within"] else f"**{shown}**"


def _looser() -> list[str]:
    """Why some gradients are judged by more than 1e-8."""
    why: dict[tuple[str, float, str], list[str]] = {}
    for (name, variable), (tolerance, reason) in LOOSER.items():
        why.setdefault((name, tolerance, reason), []).append(variable)
    return [
        f"- `{name}`, gradient in {', '.join(f'`{v}`' for v in variables)}, is judged by {tolerance:.0e}: {reason}."
        for (name, tolerance, reason), variables in why.items()
    ]


def _posteriors(names: list[str], measured: dict[str, dict[str, Any]]) -> list[str]:
    head = ["fixture", *(f"posterior: {b}" for b in TITLES), "first draws", *(f"runs: {v}" for v in PYTHONS)]
    rows = []
    for name in names:
        row = [f"`{name}`"]
        row += [_verdict(name, _cell(measured, name, "posterior", backend)) for backend in BACKENDS]
        row.append(_first(name, _cell(measured, name, "first_draws", "c")))
        row += [_ran(_cell(measured, name, "runs", version)) for version in PYTHONS]
        rows.append(row)
    return _table(head, rows)


def _samplers(names: list[str], measured: dict[str, dict[str, Any]]) -> list[str]:
    head = ["fixture", "nutpie, C", "NumPyro, JAX", "the old NUTS, Python", "TFP, JAX", "SMC, C", "ADVI, C", "its bias"]
    rows = []
    for name in names:
        if saved_trace(name) is None:
            continue
        found = {by: _cell(measured, name, "posterior", by) for by in SAMPLED_BY}
        in_order = ("c", "jax", "python", "tfp", "smc", "advi")
        verdicts = ["no²" if (name, by) in NOT_SAMPLED else _verdict(name, found[by]) for by in in_order]
        rows.append([f"`{name}`", *verdicts, _bias(found["advi"])])
    refused = "; ".join(f"`{name}` by {by.upper()} ({why})" for (name, by), why in NOT_SAMPLED.items())
    return [*_table(head, rows), "", f"² The real library refuses them too: {refused}."]


def _bias(found: dict[str, Any] | None) -> str:
    if found is None or "bias" not in found:
        return "–"
    mean, spread = found["bias"]["mean"], found["bias"]["log sd"]
    return f"{mean['size']:+.2g} sd (`{mean['of']}`), log sd {spread['size']:+.2g} (`{spread['of']}`)"


def _verdict(name: str, found: dict[str, Any] | None) -> str:
    if saved_trace(name) is None and not (ROOT / name / "mode.npz").exists():
        return "not saved yet" if "not sampled yet" in facts(name)["saved"] else "–"
    if (missing := _without_result(found)) or found is None:
        return missing
    if "difference" in found:
        shown = f"mode {found['difference']:+.0e}"
        return shown if found["answer"] == "mode" else f"**{shown}**"
    said = "**differ**" if found["answer"] == "differ" else found["answer"].removesuffix(" to tell")
    return f"{said} (step methods)" if found.get("fallback") else said


def _first(name: str, found: dict[str, Any] | None) -> str:
    if not (ROOT / name / "first_draws.npz").exists():
        return "–"
    if (missing := _without_result(found)) or found is None:
        return missing
    return f"{found['equal']} of {found['of']}"


def _ran(found: dict[str, Any] | None) -> str:
    return _without_result(found) or "yes"


def _remarks(names: list[str], measured: dict[str, dict[str, Any]]) -> list[str]:
    """What went wrong, in its own words."""
    lines = []
    for name in names:
        for key, found in sorted(measured.get(name, {}).items()):
            kind, _, by = key.partition(" ")
            if _cell(measured, name, kind, by) is None:
                continue
            if kind == "first_draws" and found.get("equal", 0) < found.get("of", 0):
                lines.append(f"- `{name}`, first draws: {FEWER[name][1] if name in FEWER else 'not explained'}.")
            if kind == "posterior" and (name, by) in WITH_OTHERS:
                lines.append(f"- `{name}`, {key}: {WITH_OTHERS[name, by]}.")
            if "failed" in found:
                lines.append(f"- `{name}`, {key}: {found['failed']}")
            elif found.get("answer") in ("differ", "not enough draws to tell"):
                likewise = f" ({DIFFERS_LIKEWISE[name, by]})" if (name, by) in DIFFERS_LIKEWISE else ""
                lines.append(f"- `{name}`, {key}: {found['answer']}: {found['reason']}{likewise}")
    return [*lines, ""] if lines else []


def _in_jax(names: list[str]) -> list[str]:
    missing = {name: why for name, why in {**NOT_IN_JAX, **PROGRAMS_NOT_IN_JAX}.items() if name in names}
    said = "; ".join(f"`{name}` ({why})" for name, why in missing.items())
    return [f"¹ Not in JAX, {len(missing)} of {len(names)}: {said}."]
