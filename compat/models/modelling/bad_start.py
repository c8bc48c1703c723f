"""Explanation of a log density that is not finite: a table of variables, log densities, and elements at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable

if TYPE_CHECKING:
    from ...compilation.densities.log_density import LogDensity

SHOWN = 5  # elements listed per variable, at most


def table(model: Any, point: dict[str, Any], density: LogDensity | None = None) -> str:
    """Return one line for each variable: its log density, and the elements (with values) whose density is not finite.

    density: a LogDensity; elements of the gradient that are not finite are then listed as well.
    """
    rows = [("variable", "log density", "offending elements (their log density)")]
    for variable in (*model.basic_RVs, *model.potentials):
        logp, elements = _evaluated(model, variable, point)
        found = "" if np.isfinite(logp) else _offending(model, variable, point, elements)
        rows.append((variable.name, f"{logp:.2f}", found))
    widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
    lines = [f"{name:<{widths[0]}}  {logp:>{widths[1]}}  {found}".rstrip() for name, logp, found in rows]
    outside = [v for v in model.free_RVs if np.isnan(np.asarray(point[v.name], dtype=float)).any()]
    lines += [
        f"`{_owner_name(model, v) or v.name}` starts outside of its support ({v.name} is NaN there): give another "
        "testval, or start."
        for v in outside
    ]
    return "\n".join(lines + _gradient_lines(density, point))


def _evaluated(model: Any, variable: Variable, point: dict[str, Any]) -> tuple[float, np.ndarray]:
    graph = getattr(variable, "logp_elemwiset", variable)  # a potential is its own log density
    elements = np.asarray(model.fn(graph, mode="FAST_COMPILE")(point))
    return float(elements.sum()), elements


def _offending(model: Any, variable: Variable, point: dict[str, Any], elements: np.ndarray) -> str:
    values = _values(model, variable, point)
    shown = getattr(variable, "name", "")
    own = _owner_name(model, variable)
    places = np.argwhere(~np.isfinite(elements))
    texts = []
    for place in map(tuple, places[:SHOWN]):
        index = f"[{', '.join(map(str, place))}]" if place else ""
        value = ""
        if values is not None and np.shape(values) == elements.shape:
            value = f" = {np.asarray(values)[place]:.6g}"
        texts.append(f"{own or shown}{index}{value} ({elements[place]})")
    if len(places) > SHOWN:
        texts.append(f"and {len(places) - SHOWN} more")
    return ", ".join(texts)


def _owner_name(model: Any, variable: Variable) -> str | None:
    """Return the name of the untransformed variable: `sd` for `sd_log__`."""
    for other in model.deterministics:
        if getattr(other, "transformed", None) is variable:
            return other.name
    return None


def _values(model: Any, variable: Variable, point: dict[str, Any]) -> Any:
    """Return the variable's value at `point`, untransformed; None for a potential."""
    if not hasattr(variable, "logp_elemwiset"):
        return None
    for other in model.deterministics:
        if getattr(other, "transformed", None) is variable:
            return model.fn(other, mode="FAST_COMPILE")(point)
    if hasattr(variable, "data"):
        return None
    return model.fn(variable, mode="FAST_COMPILE")(point)


def _gradient_lines(density: LogDensity | None, point: dict[str, Any]) -> list[str]:
    if density is None:
        return []
    gradient = density.logp_grad(density.vector(point))[1]
    lines = []
    for part in density.parts:
        own = np.asarray(gradient[part.start : part.start + part.size]).reshape(part.shape)
        places = np.argwhere(~np.isfinite(own))
        if len(places):
            first = tuple(places[0])
            index = f"[{', '.join(map(str, first))}]" if first else ""
            lines.append(
                f"the gradient with respect to {part.name}{index} is {own[first]}"
                + (f", and {len(places) - 1} more of its elements" if len(places) > 1 else "")
            )
    return lines
