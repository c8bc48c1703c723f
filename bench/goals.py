"""What is aimed at, and whether it is met: lines of text from results. A missing contestant leaves its lines out."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from typing import Any

from bench import comparison, inference_suite, spellings_suite, workload

Results = dict[str, Any]
Goal = tuple[str, list[tuple[str, float]], float, bool]  # text, (name, value) each, limit, whether less is better
LARGEST = 2.0  # seconds from graph to callable, of the largest work


def work_lines(result: dict[str, Any]) -> str:
    """One workload: microseconds of each contestant, and ours beside them."""
    us = result["us"]
    lines = [f"{result['name']} {_sizes(result['sizes'])}"]
    base = next((k for k in ("ours pointer", "ours python") if k in us), None)
    for key, value in us.items():
        beside = comparison.ratio(result, key, base) if base and key != base else None
        lines.append(f"    {key:16s}{value:12.3f} us" + (f"{beside:9.2f} x {base}" if beside else ""))
    if result.get("worst"):
        worst = result["worst"]
        lines.append(f"    worst ratio near these sizes{worst['ratio']:6.2f}   {_sizes(worst['sizes'])}")
    if "two threads" in result:
        value = comparison.ratio(result["two threads"], "ours python", "jax python")
        lines += [f"    two threads, ours / jax{value:11.2f}"] if value else []
    for kind, times in result.get("compile", {}).items():
        lines.append(
            f"    graph to callable, {kind}{times['compile_processor_s']:10.3f} s of the processor,"
            f"{times['compile_s']:7.3f} s on the wall"
        )
    for other, found in result["differences"].items():
        text = ", ".join(f"{k} {v:.0e}" for k, v in found.items())
        lines += [f"    {other} differs from {result['differ_from']}: {text}"] if text else []
    return "\n".join(lines)


def process_lines(name: str, result: dict[str, Any]) -> str:
    return "\n".join([name, *(f"    {key:52s}{_figure(value)}" for key, value in result.items())])


def _figure(value: Any) -> str:
    return f"{value:12.4g}" if isinstance(value, int | float) else str(value)


def _sizes(sizes: dict[str, int]) -> str:
    return ", ".join(f"{k} {v:,}" for k, v in sizes.items())


def judged(results: Results) -> str:
    """The table of goals, with the worst workload of each."""
    lines = [f"{'goal':66s}{'limit':>8s}{'median':>9s}{'worst':>9s}"]
    for text, values, limit, less in goals(results):
        if not values:
            continue
        worst = (max if less else min)(values, key=lambda v: v[1])
        missed = [name for name, v in values if (v > limit if less else v < limit)]
        mark = "✓" if not missed else "✗"
        where = f"  {len(missed)} of {len(values)}: {', '.join(missed)}" if missed and len(values) > 1 else ""
        middle = statistics.median(v for _, v in values)
        lines.append(f"{mark} {text:64s}{limit:8.3g}{middle:9.3g}{worst[1]:9.3g}{where or '  ' + worst[0]}")
    return "\n".join(lines)


def goals(results: Results) -> Iterable[Goal]:
    models = [n for n in workload.EVERY_MODEL if n in results]
    raw = [n for n in workload.RAW if n in results]

    def each(names: Iterable[str], of: Callable[[Any], float | None]) -> list[tuple[str, float]]:
        return [(n, value) for n in names if (value := of(results[n])) is not None]

    def over(one: str, other: str, key: str | None = None) -> Callable[[Any], float | None]:
        return lambda r: None if key and key not in r else comparison.ratio(r[key] if key else r, one, other)

    def middle(values: list[tuple[str, float]]) -> list[tuple[str, float]]:
        return [("in the median", statistics.median(v for _, v in values))] if values else []

    legacy = each(models, over("legacy python", "ours pointer"))
    pymc = each(models, over("pymc python", "ours pointer"))
    yield "pointer beside C by hand", each(models, over("ours pointer", "hand pointer")), 1.5, True
    yield (
        "pointer beside C by hand, worst of the sizes drawn near",
        each(models, lambda r: (r.get("worst") or {}).get("ratio")),
        1.5,
        True,
    )
    yield "Stan (--O1 -O3 -march=native) beside pointer", each(models, over("stan pointer", "ours pointer")), 1, False
    yield "PyMC 6 from Python beside pointer, median", middle(pymc), 6, False
    yield (
        "    the same through the address that nutpie calls, median",
        middle(each(models, over("pymc pointer", "ours pointer"))),
        6,
        False,
    )
    yield "legacy Theano beside pointer", legacy, 7, False
    yield "legacy Theano beside pointer, median", middle(legacy), 10, False
    yield (
        "us that a call from Python adds to the pointer",  # of an empty function
        each(models, lambda r: r["us"].get("ours call")),
        1,
        True,
    )
    yield "raw works beside JAX by hand, one thread", each(raw, over("ours python", "jax python")), 1, True
    yield "    two threads", each(raw, over("ours python", "jax python", "two threads")), 1, True
    yield ("    worst of the sizes drawn near", each(raw, lambda r: (r.get("worst") or {}).get("ratio")), 1, True)
    yield (
        "JAX beside ours, scans with small bodies",
        each((n for n in workload.SMALL_BODIES if n in raw), over("jax python", "ours python")),
        3,
        False,
    )
    compiled = [n for n in (*models, *raw) if "compile" in results[n]]

    def seconds(kind: str) -> Callable[[Any], float | None]:
        return lambda r: r["compile"].get(kind, {}).get("compile_processor_s")

    def among(names: Iterable[str]) -> list[str]:
        return [n for n in names if n in compiled]

    yield (
        "processor seconds, graph to callable, cold: eight schools",
        each(among(["eight_schools"]), seconds("cold")),
        0.3,
        True,
    )
    yield "    each of the seven models", each(among(workload.MODELS), seconds("cold")), 1, True
    yield "    every work", each(compiled, seconds("cold")), LARGEST, True
    yield "    every work, on a warm cache, in a new process", each(compiled, seconds("warm")), 0.05, True
    large = results.get("large", {})
    for text, words, limit in (
        ("5,000 irregular nodes", "5,000 nodes", 2.0),
        ("100,000 nodes of a loop unrolled in Python", "100,000 nodes", 5.0),
    ):
        yield (
            f"processor seconds, graph to callable, cold: {text}",
            [(k.rsplit(",", 1)[0], v) for k, v in large.items() if words in k and k.endswith("processor s")],
            limit,
            True,
        )
    for name, limits in PROCESS_GOALS.items():
        for key, (limit, less) in limits.items():
            if key in results.get(name, {}):
                yield f"{name}: {key}", [(name, results[name][key])], limit, less
    in_jax = {**results.get("jax_models", {}), **results.get("jax_runs", {})}
    for text, ending, limit in (
        ("JAX: gradient over by hand", ", gradient over by hand", 1.05),
        ("JAX: NUTS per leapfrog over by hand, four chains in one program", ", nuts over by hand", 1.05),
        ("JAX: first run in a new process, warm cache, s", ", s", 1.5),
    ):
        yield (
            text,
            [
                (k.removesuffix(ending).removeprefix("first run, warm cache, "), v)
                for k, v in in_jax.items()
                if k.endswith(ending) and not k.startswith(" ")
            ],
            limit,
            True,
        )
    beyond = ": beyond over the pointer"
    yield (
        "doors: a call less 1 us (arrays) or 3 (points), over the pointer",
        [(k.removesuffix(beyond), v) for k, v in results.get("doors", {}).items() if k.endswith(beyond)],
        1.2,
        True,
    )
    for words, *times in inference_suite.GOALS:
        for peer, limit in zip(inference_suite.PEERS, times, strict=True):
            ending = f", {peer} over ours"
            yield (
                f"inference: {words}, {peer} over ours",
                [
                    (k.removesuffix(ending), v)
                    for k, v in results.get("inference", {}).items()
                    if k.startswith(words) and k.endswith(ending)
                ],
                limit,
                False,
            )
    yield (
        "spellings: a model over the fastest of its spellings",
        [
            (k.removesuffix(spellings_suite.OVER), v)
            for k, v in results.get("spellings", {}).items()
            if k.endswith(spellings_suite.OVER)
        ],
        1.5,
        True,
    )
    sampling = results.get("sampling", {})
    yield (
        "ESS per processor second beside nutpie on PyMC 6",
        [(k.split()[0], v) for k, v in sampling.items() if k.endswith("ours / nutpie")],
        1,
        False,
    )


PROCESS_GOALS: dict[str, dict[str, tuple[float, bool]]] = {
    "startup": {"eight schools, process to trace, cold, s": (1.0, True), "pm.sample of it, warm, s": (0.3, True)},
    "memory": {
        "logistic 1e6 x 50: peak over the data's size": (0.5, True),
        "logistic 1e6 x 50: peak over the data's size, data read-only": (0.5, True),
        "1000 data sets: objects compiled after the first": (0, True),
        "1000 data sets: MB grown over the last 900": (5, True),
    },
    "imports": {
        "import compat, s beyond NumPy": (0.15, True),
        "import pymc3, s beyond compat": (0.3, True),
        "heavy packages loaded by both": (0, True),
    },
    "jax_runs": {
        **{
            f"{kind}, by {sampler}": (limit, True)
            for sampler in ("numpyro", "tfp")
            for kind, limit in (
                ("second run: ms beyond sampling", 20),
                ("second run: compilations", 0),
                ("new data: ms beyond sampling", 20),
                ("new data: compilations", 0),
            )
        },
        "logistic 200,000 x 50, peak over by hand": (1.1, True),
        "an update after 10 h over after 10 s": (1.5, True),
        "floatX=float32: values of 64 bits in eleven gradients": (0, True),
        "8 devices: of them busy": (8, False),
        "8 devices: programs with the chains' loop": (1, True),
    },
    "check": {
        "250 files, cold, s": (5, True),
        "250 files, warm, s": (1, True),
        "10,000 files, cold, s": (120, True),
        "10,000 files, warm, s": (30, True),
        "10,000 files, cold, peak MB of one process, beside 250": (4, True),
    },
}
