"""Docstrings of distribution classes, written from their entries."""

from __future__ import annotations

from .spec import REQUIRED, DistributionSpec

MOVED = {
    "log": "Values are above 0; a free variable is sampled as their logarithm.",
    "logodds": "Values are between 0 and 1; a free variable is sampled as their log odds.",
    "between": "Values are between two ends; a free variable is sampled between them on the logistic scale.",
    "above": "Values are above an end; a free variable is sampled as the logarithm of the distance from it.",
    "circular": "Values are angles in radians; a free variable is sampled on the circle.",
}


def described(spec: DistributionSpec) -> str:
    """Return the docstring of a distribution: its arguments in order, its values, what it lacks.

    It has the form that all docstrings have.
    """
    given = ", ".join(one.name if one.default is REQUIRED else f"{one.name}={one.default!r}" for one in spec.parameters)
    lines = [f"{spec.name}({given}), a distribution of {'whole' if spec.discrete else 'real'} numbers.", ""]
    if moved := MOVED.get(spec.transform):
        lines.append(f"    {moved}")
    lines.append("    Parameters are numbers, arrays or tensors that broadcast to `shape`.")
    lacks = [what for what, there in (("logcdf", spec.logcdf), ("random draws", spec.random)) if there is None]
    if lacks:
        lines.append(f"    It has no {' and no '.join(lacks)}.")
    if len(spec.other_names):
        lines.append(f"    Also known as {', '.join(spec.other_names)}.")
    return "\n".join([*lines, "    "])
