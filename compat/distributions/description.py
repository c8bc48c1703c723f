"""Docstrings of distribution classes, written from their entries."""

from __future__ import annotations

from .spec import REQUIRED, DistributionSpec

COMMON_WORDS = {
    "mu": "mean",
    "sigma": "standard deviation, above 0; 1 if neither it nor tau is given",
    "sd": "older name of sigma",
    "tau": "1 / sigma**2, in place of sigma",
    "lower": "lower end",
    "upper": "upper end",
}
MOVED = {
    "log": "A free variable is sampled as its logarithm.",
    "logodds": "A free variable is sampled as its log odds.",
    "between": "A free variable is sampled between its ends on the logistic scale.",
    "above": "A free variable is sampled as the logarithm of its distance from the end.",
    "circular": "A free variable is sampled on the circle.",
}


def described(spec: DistributionSpec, class_draws: bool = False) -> str:
    """Return the docstring of a distribution: arguments, values, mean, what it lacks, an example, the source.

    It has the form that all docstrings have. class_draws: whether the class makes random draws, which the entry lacks.
    """
    given = ", ".join(one.name if one.default is REQUIRED else f"{one.name}={one.default!r}" for one in spec.parameters)
    about = {**COMMON_WORDS, **spec.words.arguments}
    lines = [f"{one.name}: {about[one.name]}." for one in spec.parameters]
    if lines:
        lines += ["", "Each argument is a number, an array or a tensor; they broadcast to `shape`."]
    lines += [*_of_values(spec, class_draws), ""]
    lines += ["Example::", "", "    with pm.Model():", f"        x = pm.{example(spec)}", ""]
    lines.append(f"Source: pymc3.distributions.{'discrete' if spec.discrete else 'continuous'}.")
    first = f"{spec.name}({given}), {spec.words.what}."
    return "\n".join([first, "", *(f"    {line}".rstrip() for line in lines), "    "])


def _of_values(spec: DistributionSpec, class_draws: bool) -> list[str]:
    """Return the lines on values, the mean, the transform, and what the distribution lacks."""
    mean = {"": "", "none": " It has no mean."}.get(spec.words.mean, f" Mean: {spec.words.mean}.")
    lines = [f"Values: {spec.words.values}.{mean}"]
    if moved := MOVED.get(spec.transform):
        lines.append(moved)
    lacks = ["logcdf"] * (spec.logcdf is None) + ["random draws"] * (spec.random is None and not class_draws)
    if lacks:
        lines.append(f"It has no {' and no '.join(lacks)}.")
    if len(spec.other_names):
        lines.append(f"Also known as {', '.join(spec.other_names)}.")
    return lines


def example(spec: DistributionSpec) -> str:
    """Return a call that makes a variable of it: `Normal("x", mu=0.5, sigma=2.5)`."""
    known = [*spec.examples, *(one.parameters for one in spec.golden)]
    given = ['"x"', *(f"{name}={value}" for name, value in known[0].items())]
    return f"{spec.name}({', '.join(given)})"
