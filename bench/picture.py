"""The results as a picture: each contestant's time over ours, workload by workload, on a logarithmic axis."""

from __future__ import annotations

from typing import Any

from bench import comparison, workload

COLOURS = {
    "hand pointer": "#4d4d4d",
    "jax python": "#1f77b4",
    "pymc python": "#ff7f0e",
    "pymc pointer": "#ffbb78",
    "legacy python": "#d62728",
    "stan pointer": "#2ca02c",
}


def drawn(results: dict[str, Any], path: str) -> str:
    """Writes path (.svg or .png); SystemExit with the pip command where matplotlib is missing."""
    try:
        import matplotlib
    except ImportError as missing:
        raise SystemExit('matplotlib is not installed: pip install "theano-compat[arviz]"') from missing
    matplotlib.use("agg")
    from matplotlib import pyplot

    names = [n for n in workload.ALL if n in results]
    figure, axes = pyplot.subplots(figsize=(9, 1.2 + 0.42 * len(names)))
    for row, name in enumerate(reversed(names)):
        base = "ours pointer" if "ours pointer" in results[name]["us"] else "ours python"
        for key, colour in COLOURS.items():
            value = comparison.ratio(results[name], key, base)
            if value is not None:
                axes.plot(value, row, "o", color=colour, label=key if row == len(names) - 1 else None)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xscale("log")
    axes.set_yticks(range(len(names)), [n.replace("_", " ") for n in reversed(names)])
    axes.set_xlabel("time over ours (the pointer for models, the call from Python for raw works): right is slower")
    handles = [pyplot.Line2D([], [], marker="o", linestyle="", color=c, label=k) for k, c in COLOURS.items()]
    axes.legend(handles=handles, loc="lower right", fontsize=8)
    axes.grid(axis="x", alpha=0.3)
    figure.tight_layout()
    figure.savefig(path)
    return path
