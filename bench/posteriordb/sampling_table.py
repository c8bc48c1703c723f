"""Times to 400 effective draws, as lines of docs/posteriordb.md and as its picture."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.posteriordb.samplers._result import CORES

OURS = ("ours", "ours, cached", "ours, low rank")
OTHERS = {"stan": "Stan", "pymc": "PyMC 6 and nutpie", "numpyro": "NumPyro"}

HEAD = """\
Seconds on the wall from the start of a process to 400 effective draws (bulk, of the parameter with fewest), four
chains on two processors, each sampler with its defaults: what passes before the sampling, its tuning, and as much of
1,000 draws as 400 take, the sampling being shared out by gradients. "Ours" compiles with an empty cache, "cached" finds
what that run left, "low rank" is `init="jitter+adapt_full"`, cached. Stan's program is compiled beforehand; g++'s
processor seconds stand apart. PyMC's models are the ports that `migrate-port` writes; NumPyro samples PyMC's JAX form
of them, and of its time as much is counted for tuning as for drawing. Another sampler that is not done in eight times
what ours took (20 seconds at least; four minutes at most, or twice what ours took, an hour at most) is stopped,
and half of that, for its tuning alone, is a lower bound of its time. Where ours or the best of the others comes to
fewer than 100 effective draws, which then depend on the seed, each ran with three seeds, and the run of the median time
stands here, if one run of all took less than 500 seconds. Where ours, cached, and Stan's take less than a second, both
ran five times by turns, and the median stands here (rows from before 27 November 2026: once). "Beside the best": the
least time of the others over ours, once with Stan compiled beforehand against ours cached, once with every compiler
counted."""

Part = Mapping[str, Any]


def words(part: Part) -> str:
    """One posterior in a line."""
    return ", ".join(f"{name} {_cell(part, name) or part[name]['failed']}" for name in (*OURS, *OTHERS) if name in part)


def seconds(part: Part, name: str) -> float | None:
    """What a sampler took; None where it did not run."""
    value = part.get(name, {}).get("seconds")
    return None if value is None else float(value)


def _at_least(part: Part, name: str) -> float | None:
    """What a sampler that was stopped would have taken at least."""
    value = part.get(name, {}).get("at_least")
    return None if value is None else float(value)


def best_other(part: Part, compiled: bool) -> tuple[float, str] | None:
    """The least time of the others, and whose it is; of those that were stopped, the time that they took at least.

    compiled: Stan's program beforehand; else g++ counts.
    """
    times = {name: t for name in OTHERS if (t := seconds(part, name) or _at_least(part, name)) is not None}
    if "stan" in times and not compiled:
        compiler = part["stan"].get("compile_s")
        if compiler is None:
            del times["stan"]
        else:
            times["stan"] += compiler
    return min(((t, name) for name, t in times.items()), default=None)


def beside_the_best(part: Part, compiled: bool) -> float | None:
    """The least time of the others over ours, 0 where ours did not end; None where there is nothing to compare with.

    compiled: Stan beforehand and ours cached; else all compilers count.
    """
    ours, other = seconds(part, "ours, cached" if compiled else "ours"), best_other(part, compiled)
    if other is None:
        return None
    return 0.0 if ours is None else other[0] / ours


def _is_undecided(part: Part, compiled: bool) -> bool:
    """Whether ours took longer than the best of the others, which was stopped: it would have taken longer still."""
    ratio, other = beside_the_best(part, compiled), best_other(part, compiled)
    return ratio is not None and ratio < 1 and other is not None and seconds(part, other[1]) is None


def summary(parts: Sequence[Part]) -> Iterator[str]:
    """Lines that say how many are won, and the median."""
    for compiled, how in ((True, "Stan compiled beforehand, ours cached"), (False, "every compiler counted")):
        ratios = [r for part in parts if (r := beside_the_best(part, compiled)) is not None]
        if ratios:
            won, open_ = sum(r >= 1 for r in ratios), sum(_is_undecided(part, compiled) for part in parts)
            yield (
                f"Time to 400 effective draws, {how}: no slower than the best of the others on {won} of {len(ratios)}"
                + (f", not decided on {open_}" if open_ else "")
                + f"; {statistics.median(ratios):.1f} times as fast in the median."
            )
    gains = [a / b for part in parts if (a := seconds(part, "ours, cached")) and (b := seconds(part, "ours, low rank"))]
    if gains:
        yield f"With the mass matrix of low rank: {statistics.median(gains):.2f} times as fast in the median."


def table(parts: Mapping[str, Part]) -> Iterator[str]:
    """A row for each posterior."""
    if not parts:
        return
    yield HEAD
    yield ""
    names = (*OURS, *OTHERS.values(), "g++", "beside the best, compiled", "all counted")
    yield f"| posterior | {' | '.join(names)} |"
    yield "|---|" + "---:|" * len(names)
    for name in sorted(parts):
        part = parts[name]
        compiler = part.get("stan", {}).get("compile_s")
        ratios = (beside_the_best(part, compiled) for compiled in (True, False))
        cells = [
            *(_cell(part, sampler) for sampler in (*OURS, *OTHERS)),
            "" if compiler is None else f"{compiler:.0f}",
            *("" if r is None else f"{r:.1f}" for r in ratios),
        ]
        yield f"| {name} | {' | '.join(cells)} |"
    yield from _losses(parts)
    failures = [f"{name}, {kind}: {row['failed']}" for name, part in parts.items() for kind, row in _failed(part)]
    if failures:
        yield ""
        yield "Did not run: " + "; ".join(sorted(failures)).replace("|", "/") + "."
    yield ""


def _losses(parts: Mapping[str, Part]) -> Iterator[str]:
    """Where another sampler is faster, compiled beforehand: what the time of both goes into."""
    lost = {name: r for name, part in parts.items() if (r := beside_the_best(part, True)) is not None and r < 1}
    if not lost:
        return
    yield ""
    yield (
        "Slower than the best of the others, compiled: what passes before the sampling (the start of Python, imports, "
        "the model, loading what is cached), then the sampling with its gradients."
    )
    yield ""
    for name in sorted(lost, key=lambda name: lost[name]):
        part = parts[name]
        other = best_other(part, compiled=True)
        assert other is not None  # it was faster
        best = other[1]
        ours, theirs = part["ours, cached"], part[best]
        started_later = "failed" not in ours and "failed" not in theirs and _before(ours) - _before(theirs)
        why = "the start" if started_later and started_later >= ours["seconds"] - theirs["seconds"] else "the sampling"
        yield f"- {name}, {why}: ours {_spent(ours)}; {OTHERS[best]} {_spent(theirs)}."


def _before(row: Part) -> float:
    return float(row["ready_s"])


def _spent(row: Part) -> str:
    """The seconds of a sampler, before its sampling and in it, and how many gradients that took."""
    if "failed" in row:
        return str(row["failed"])
    gradients = (row["tuning"] or 0.0) + row["drawing"]
    took = f"{row['sampling_s']:.2f} s for {row['ess']:.0f} effective draws of {gradients:.0f} gradients"
    return (
        f"{_before(row):.2f} s, then {took} ({1e6 * CORES * row['sampling_s'] / gradients:.1f} us of a processor each)"
    )


def _failed(part: Part) -> Iterable[tuple[str, Part]]:
    return ((kind, row) for kind, row in part.items() if "failed" in row)


def _cell(part: Part, name: str) -> str:
    value, bound = seconds(part, name), _at_least(part, name)
    if value is None:
        return "" if bound is None else f"> {bound:.0f}"
    diverging = part[name].get("divergences", 0)
    return f"{value:.2f}" + (f" ({diverging} div.)" if diverging else "")


def draw(parts: Mapping[str, Part], path: Path) -> None:
    """Draw each posterior's times over ours, in the order of the best other."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot

    order = sorted(parts, key=lambda name: beside_the_best(parts[name], False) or 0.0)
    figure, axes = pyplot.subplots(figsize=(9, 4.5))
    for name, label in OTHERS.items():
        ratios = [
            (a / b if (a := seconds(parts[p], name)) and (b := seconds(parts[p], "ours")) else None) for p in order
        ]
        points = [(i, r) for i, r in enumerate(ratios) if r is not None]
        axes.plot(*zip(*points, strict=True), "o", markersize=3, label=label) if points else None
    axes.axhline(1, color="black", linewidth=1)
    axes.set_yscale("log")
    axes.set_xlabel("posteriors of posteriordb")
    axes.set_ylabel("seconds to 400 effective draws, over ours (cold)")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
