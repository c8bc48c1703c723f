"""Compare what the two scripts sample: which models, by which calls, with which settings and on which data.

Settings change draws, not the model: what differs here is `near`, "sampled otherwise". An argument that the new
library does not take is a difference: the port stops there. Rewritings of migrate-port's rules (rules/sampling.py,
rules/predictive.py) are the same settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from theano_common.verdict import Row, Status

from ..rules.sampling import FMIN
from . import matching

Call = Mapping[str, Any]
DRAWS = "draws of call"  # the key of a value that is the result of a call
OPAQUE = "opaque"
RELATIVE = 1e-9  # difference of numbers that both sides computed

# Other names of a setting.
ALIASES = {
    "sample": {"start": "initvals", "trace": "var_names", "nchains": "chains"},
    "find_MAP": {"start": "initvals", "fmin": "method"},
    "sample_prior_predictive": {"samples": "draws", "vars": "var_names"},
    "sample_posterior_predictive": {"vars": "var_names"},
}
# What a default may stand for, by release of either library; the signatures have the others.
DEFAULTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "sample": {
        "draws": (500, 1000),  # 500 up to PyMC3 3.8
        "tune": (500, 1000),
        "chains": (2, 3, 4),  # by the number of cores
        "init": ("auto", "jitter+adapt_diag"),
        "initvals": (None,),
        "var_names": (None,),
        "nuts_sampler": (None, "pymc"),
        "random_seed": (None, -1),
        "target_accept": (0.8,),
        "max_treedepth": (10,),
    },
    "sample_smc": {"random_seed": (None, -1), "chains": (2, 3, 4), "start": (None,)},
    "find_MAP": {"method": ("L-BFGS-B",), "initvals": (None,)},
    "sample_prior_predictive": {"draws": (500,), "var_names": (None,)},
    "sample_posterior_predictive": {"var_names": (None,)},
    "fit": {"start": (None,), "obj_optimizer": (None, {"function": "adagrad_window"})},
    "NUTS": {"target_accept": (0.8,), "max_treedepth": (10,), "early_max_treedepth": (8,)},
    "HamiltonianMC": {"target_accept": (0.65,)},
}
# How a run looks, what it keeps besides draws, on how many cores: no setting of the draws.
WITHOUT_EFFECT = frozenset(
    "model progressbar progressbar_theme quiet cores njobs return_inferencedata idata_kwargs compute_convergence_checks"
    " callback mp_ctx blas_cores backend compile_kwargs live_plot live_plot_kwargs pickle_backend use_mmap checkpoint"
    " executor chain_idx keep_warning_stat exception_verbosity jitter_max_retries n_init mode rng initial_point blocked"
    " extend_inferencedata predictions parallel parallelize save_sim_data save_log_pseudolikelihood include_transformed"
    " return_raw disp".split()
)
# Settings of the old library that migrate-port leaves out, since the new one decides otherwise.
GONE = {
    "sample_smc": {"n_steps", "tune_steps", "p_acc_rate", "kernel"},
    "sample_posterior_predictive": {"samples", "size", "keep_size"},
    "find_MAP": {"maxeval"},
    "Slice": {"iter_limit"},
    "CategoricalGibbsMetropolis": {"values"},
    "DEMetropolisZ": {"mode"},
}
OPENED = {"nuts_kwargs", "step_kwargs", "nuts", "NUTS", "nuts_sampler_kwargs", "inf_kwargs"}  # dicts of settings
SAME_STEP = {"ElemwiseCategorical": "CategoricalGibbsMetropolis"}


@dataclass(frozen=True)
class Sampled:
    """The calls of one kind on one model, by each script, and whether it may have more that were left out."""

    kind: str
    old: Sequence[Call]
    new: Sequence[Call]
    may_have_more: tuple[bool, bool]


def rows(
    calls: tuple[Sequence[Call], Sequence[Call]],
    pair: tuple[Mapping[str, Any], Mapping[str, Any]],
    skipped: tuple[bool, bool],
) -> list[Row]:
    """Return a row for each kind of call on a pair of models.

    calls: all of either script. pair: the models as they are described. skipped: whether statements that sample were
    left out of either script.
    """
    found = []
    chosen = [
        [one for one in side if (one["model"], one["set"]) == (model["made"], model["set"])]
        for side, model in zip(calls, pair, strict=True)
    ]
    for kind in dict.fromkeys(one["kind"] for side in chosen for one in side):
        old, new = ([one for one in side if one["kind"] == kind] for side in chosen)
        found.append(_row(Sampled(kind, old, new, skipped), calls, pair))
    return found


def unknown_arguments(calls: tuple[Sequence[Call], Sequence[Call]]) -> list[Row]:
    """Return a row for each call of the port with arguments that its function does not take."""
    before = {(one["kind"], name) for one in calls[0] for name in one["wrong"]}
    found = []
    for one in calls[1]:
        names = [name for name in one["wrong"] if (one["kind"], name) not in before]
        if names:
            why = f"it has no argument {', '.join(names)}: the port stops there"
            found.append(Row(f"{one['kind']} in line {one['line']} of the port", Status.DIFFERS, why))
    return found


def _row(
    one: Sampled,
    calls: tuple[Sequence[Call], Sequence[Call]],
    pair: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> Row:
    name = f"settings of {one.kind}"
    counts = len(one.old), len(one.new)
    if counts[0] != counts[1]:
        fewer = 0 if counts[0] < counts[1] else 1
        if one.may_have_more[fewer]:
            why = f"{SIDES[fewer]} has calls that use a result of sampling"
            return Row(name, Status.NOT_COMPARED, why, needed=False)
        lines = ", ".join(str(call["line"]) for call in (one.old, one.new)[1 - fewer])
        why = f"{SIDES[1 - fewer]} calls it {_times(max(counts))} (line {lines}), {SIDES[fewer]} {_times(min(counts))}"
        return Row(name, Status.NEAR, f"sampled otherwise: {why}")
    wrong: list[str] = []
    unclear: list[str] = []
    for old, new in zip(one.old, one.new, strict=True):
        differences, others = _differences(one.kind, old, new, calls, pair)
        where = f" (line {old['line']})" if len(one.old) > 1 else ""
        wrong += [f"{text}{where}" for text in differences]
        unclear += [f"{text}{where}" for text in others]
    if wrong:
        return Row(name, Status.NEAR, "sampled otherwise: " + "; ".join(wrong[:4]) + ("; ..." if wrong[4:] else ""))
    if unclear:
        why = f"{', '.join(dict.fromkeys(unclear))}: made of what was not sampled, or no number"
        return Row(name, Status.NOT_COMPARED, why, needed=False)
    return Row(name, Status.EQUAL)


SIDES = ("the old script", "the port")


def _times(count: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _differences(
    kind: str,
    old: Call,
    new: Call,
    calls: tuple[Sequence[Call], Sequence[Call]],
    pair: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> tuple[list[str], list[str]]:
    """Return what differs between two calls, and what cannot be compared."""
    settings = [_settings(kind, one) for one in (old, new)]
    names = dict.fromkeys([*settings[0], *settings[1]])
    wrong, unclear = [], []
    for name in names:
        if name in WITHOUT_EFFECT or name in GONE.get(kind, ()):
            continue
        values = [
            _values(kind, name, mine, one, model) for mine, one, model in zip(settings, (old, new), pair, strict=True)
        ]
        same = _any_same(values[0], values[1], calls)
        if same is None:
            unclear.append(name)
        elif not same:
            wrong.append(_difference(name, settings, values))
    if kind == "sample_posterior_predictive" and not _same_data(old, new, calls):
        lines = f"line {old['line']}" + (f" and {new['line']} of the port" if new["line"] != old["line"] else "")
        wrong.append(f"other data are set when it is called ({lines})")
    return wrong, unclear


def _settings(kind: str, call: Call) -> dict[str, Any]:
    """Return the given settings of a call by their names of today, dicts of settings opened."""
    found: dict[str, Any] = {}
    for name, value in call["given"].items():
        if name in ("nuts_kwargs", "step_kwargs", "nuts", "NUTS", "nuts_sampler_kwargs", "inf_kwargs") and isinstance(
            value, dict
        ):
            opened = {key: one for key, one in value.items() if key != OPAQUE}
            for key, one in opened.items():
                found |= one if isinstance(one, dict) and key in ("nuts", "NUTS") else {key: one}
        else:
            found[ALIASES.get(kind, {}).get(name, name)] = value
    if kind == "sample" and found.get("chains") is None:
        workers = found.get("njobs") or found.get("cores")
        if isinstance(workers, int) and workers > 0:
            found["chains"] = found.get("njobs") or max(2, workers)
    return found


def _values(
    kind: str, name: str, mine: Mapping[str, Any], call: Mapping[str, Any], model: Mapping[str, Any]
) -> tuple[Any, ...]:
    """Return what a setting may be: as given, or what its default may stand for."""
    if mine.get(name) is not None:
        value = mine[name]
        if name == "var_names":
            return (_names(value),)
        if name == "method" and isinstance(value, dict):
            return (FMIN.get(str(value.get("function")), value),)
        return ({} if value == {OPAQUE: "Theme"} else value,)
    if name == "var_names" and kind == "sample_posterior_predictive":
        return (None, sorted(matching.plain(one["name"]) for one in model["observed"]))
    known = DEFAULTS.get(kind, {}).get(name)
    return known if known is not None else (call["defaults"].get(name),)


def _names(value: Any) -> Any:
    """Return the names of variables, sorted."""
    listed = value if isinstance(value, list) else [value]
    names = [one.get("variable") if isinstance(one, dict) else one for one in listed]
    return sorted(matching.plain(str(one)) for one in names)


def _any_same(old: Iterable[Any], new: Iterable[Any], calls: tuple[Sequence[Call], Sequence[Call]]) -> bool | None:
    """Say whether any pair of possible values is the same; None if one has no value here."""
    results = [same(one, two, calls) for one in old for two in new]
    return True if True in results else None if None in results else False


def same(one: Any, two: Any, calls: tuple[Sequence[Call], Sequence[Call]] = ((), ())) -> bool | None:
    """Say whether two plain values are the same; None where either is not known."""
    one, two = (None if each in ([], {}) else each for each in (one, two))
    if _is_opaque(one) or _is_opaque(two):
        return None
    if isinstance(one, list) and isinstance(two, list):
        return _all(same(a, b, calls) for a, b in zip(one, two, strict=True)) if len(one) == len(two) else False
    one, two = _alone(one), _alone(two)
    if isinstance(one, dict) and isinstance(two, dict):
        return None if _is_opaque(one) or _is_opaque(two) else _same_dicts(one, two, calls)
    return _same_scalars(one, two)


def _is_opaque(value: Any) -> bool:
    return isinstance(value, dict) and OPAQUE in value


def _alone(value: Any) -> Any:
    """Return the only value of a list: one step method may stand in a list."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _same_scalars(one: Any, two: Any) -> bool:
    if isinstance(one, str) and isinstance(two, str):
        return matching.plain(one).lower() == matching.plain(two).lower()
    if isinstance(one, bool) or isinstance(two, bool) or not all(isinstance(v, int | float) for v in (one, two)):
        return bool(one == two)
    return bool(np.isclose(one, two, rtol=RELATIVE, atol=0.0, equal_nan=True))


def _same_dicts(
    one: Mapping[str, Any], two: Mapping[str, Any], calls: tuple[Sequence[Call], Sequence[Call]]
) -> bool | None:
    if DRAWS in one and DRAWS in two:
        return _same_call(calls, one[DRAWS], two[DRAWS])
    if "step" in one and "step" in two:
        return _same_step(one, two, calls)
    if "function" in one and "function" in two:  # with settings bound to it: those that both name
        return _all(same(one[key], two[key], calls) for key in one if key in two)
    left = {matching.plain(key): value for key, value in one.items()}
    right = {matching.plain(key): value for key, value in two.items()}
    return _all(same(left[key], right[key], calls) for key in left) if left.keys() == right.keys() else False


def _same_call(calls: tuple[Sequence[Call], Sequence[Call]], old: int, new: int) -> bool | None:
    """Say whether two calls have the same place among those of their kind; None if one script has more of them."""
    kind = calls[0][old]["kind"]
    if kind != calls[1][new]["kind"]:
        return False
    places = [[i for i, one in enumerate(side) if one["kind"] == kind] for side in calls]
    return places[0].index(old) == places[1].index(new) if len(places[0]) == len(places[1]) else None


def _all(results: Iterable[bool | None]) -> bool | None:
    found = list(results)
    return False if False in found else None if None in found else True


def _same_step(
    one: Mapping[str, Any], two: Mapping[str, Any], calls: tuple[Sequence[Call], Sequence[Call]]
) -> bool | None:
    kinds = [SAME_STEP.get(step["step"], step["step"]) for step in (one, two)]
    if kinds[0] != kinds[1]:
        return False
    kind, given = kinds[0], [_settings(kinds[0], step) for step in (one, two)]
    if kind == "CompoundStep":
        return same(given[0].get("methods"), given[1].get("methods"), calls)
    names = {name for side in given for name in side} - WITHOUT_EFFECT - GONE.get(kind, set())
    names |= {name for name in one["defaults"] if name in two["defaults"]} - WITHOUT_EFFECT
    sides: list[tuple[Any, ...]] = [(), ()]
    results: list[bool | None] = []
    for name in sorted(names):
        for at, (mine, step) in enumerate(zip(given, (one, two), strict=True)):
            sides[at] = _values(kind, name, mine, step, {"observed": []})
        results.append(_any_same(sides[0], sides[1], calls))
    return _all(results)


def _same_data(old: Call, new: Call, calls: tuple[Sequence[Call], Sequence[Call]]) -> bool:
    """Say whether the models read the same values of shared variables, under whatever names.

    A side without shared data has constants, which the density compares: the other must not have set others since.
    """
    if not old["data"] or not new["data"]:
        sides = zip((old, new), calls, strict=True)
        return all(_matches(call["data"], _fitted(call, side), {}) for call, side in sides)
    return _matches(old["data"], new["data"], {name: value for name, value in new["data"] if name})


def _fitted(call: Call, calls: Sequence[Call]) -> Sequence[Any]:
    """Return the data of the first call on the same model and data set."""
    return next(one["data"] for one in calls if (one["model"], one["set"]) == (call["model"], call["set"]))


def _matches(data: Sequence[Any], others: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Say whether each of the data has its like among the others: that of its name, where there is one."""
    by_name = {matching.plain(name): value for name, value in named.items()}
    for name, value in data:
        one = by_name.get(matching.plain(name))
        if not any(_same_numbers(value, other) for other in ([one] if one is not None else [v for _, v in others])):
            return False
    return True


def _same_numbers(one: Any, two: Any) -> bool:
    if isinstance(one, dict) or isinstance(two, dict):
        return same(one, two) is not False
    try:
        left, right = np.asarray(one, dtype=float), np.asarray(two, dtype=float)
    except (TypeError, ValueError):
        return one == two
    return left.shape == right.shape and bool(np.allclose(left, right, rtol=RELATIVE, atol=0.0, equal_nan=True))


def _difference(name: str, settings: Sequence[Mapping[str, Any]], values: Sequence[tuple[Any, ...]]) -> str:
    old, new = (
        _shown(mine[name]) if mine.get(name) is not None else _default(possible)
        for mine, possible in zip(settings, values, strict=True)
    )
    return f"{name} {new} for {old}"


def _default(possible: tuple[Any, ...]) -> str:
    known = [one for one in possible if one is not None]
    return f"the default ({' or '.join(map(_shown, known[:3]))})" if known else "none"


def _shown(value: Any) -> str:
    """Return a value of a call as one reads it."""
    if isinstance(value, dict):
        if "step" in value:
            given = {name: one for name, one in value["given"].items() if name not in WITHOUT_EFFECT}
            return f"{value['step']}({', '.join(f'{k}={_shown(v)}' for k, v in given.items())})"
        if "variable" in value or "function" in value:
            return str(value.get("variable") or value.get("function"))
        if DRAWS in value:
            return "the result of another call"
        return "{" + ", ".join(f"{key}: {_shown(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value[:5])) + (", ..." if len(value) > 5 else "") + "]"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def starts(ours: Mapping[str, Any], theirs: Mapping[str, Any], matched: matching.Matching) -> Row | None:
    """Return a row on the starts that the scripts give their variables; None if neither gives any.

    One that is left out may be the same by default: "point" of a described variable is the start in effect.
    """
    wrong, said = [], False
    for one in matched.variables:
        old, new = ours["variables"][one.old], theirs["variables"][one.new]
        if (old["start"] is None and new["start"] is None) or matching.plain(one.old).endswith("_missing"):
            continue  # those of gaps in data are the libraries' own
        said = True
        effective = [_start(each) for each in (old, new)]
        if same(old["start"], new["start"]) is False and not _same_numbers(*effective):
            shown = ["the default" if each is None else _shown(each) for each in effective]
            wrong.append(f"that of {one.old} is {shown[1]} for {shown[0]}")
    if not said:
        return None
    return Row("starts", Status.NEAR, "; ".join(wrong[:4])) if wrong else Row("starts", Status.EQUAL)


def _start(one: Mapping[str, Any]) -> Any:
    given = one["start"]
    return one["point"] if given is None or isinstance(given, str | dict) else given
