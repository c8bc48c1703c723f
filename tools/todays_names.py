"""The names and arguments of the PyMC, PyTensor and ArviZ that are installed: migrate/port/names/current_api.txt.

    ~/.cache/theano-compat/peers/bin/python tools/todays_names.py > migrate/port/names/current_api.txt

Run it with an interpreter that has PyMC 6: `migrate-port` itself needs none. Lines are as in
`migrate/check/names/signatures.txt`: what goes by position, then " / " and what goes by keyword alone; a name alone
takes no arguments, or none that can be told. A line `# pymc 6.4.0` says which release it was.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import warnings
from collections.abc import Iterator
from typing import Any

MODULES = (
    "pymc",
    "pymc.math",
    "pymc.gp",
    "pymc.gp.cov",
    "pymc.gp.mean",
    "pymc.gp.util",
    "pymc.ode",
    "pymc.distributions",
    "pymc.distributions.transforms",
    "pymc.logprob.utils",
    "pymc.variational.callbacks",
    "pymc.pytensorf",
    "pymc.util",
    "pymc.exceptions",
    "pymc.backends.base",
    "pymc.step_methods",
    "pymc.initial_point",
    "pymc.variational",
    "pymc.variational.updates",
    "pymc.smc",
    "pymc.distributions.dist_math",
    "pymc.model",
    "pytensor",
    "pytensor.tensor",
    "pytensor.tensor.nlinalg",
    "pytensor.tensor.slinalg",
    "pytensor.tensor.linalg",
    "pytensor.tensor.special",
    "pytensor.tensor.random",
    "pytensor.tensor.extra_ops",
    "pytensor.tensor.subtensor",
    "pytensor.tensor.elemwise",
    "pytensor.tensor.fft",
    "pytensor.tensor.sort",
    "pytensor.tensor.math",
    "pytensor.tensor.basic",
    "pytensor.tensor.shape",
    "pytensor.tensor.blas",
    "pytensor.tensor.signal",
    "pytensor.tensor.variable",
    "pytensor.tensor.type",
    "pytensor.tensor.sharedvar",
    "pytensor.tensor.conv",
    "pytensor.gradient",
    "pytensor.printing",
    "pytensor.ifelse",
    "pytensor.scan",
    "pytensor.scan.utils",
    "pytensor.scan.basic",
    "pytensor.graph",
    "pytensor.graph.basic",
    "pytensor.graph.op",
    "pytensor.graph.replace",
    "pytensor.graph.traversal",
    "pytensor.graph.fg",
    "pytensor.graph.type",
    "pytensor.compile",
    "pytensor.compile.ops",
    "pytensor.compile.mode",
    "pytensor.compile.nanguardmode",
    "pytensor.compile.sharedvalue",
    "pytensor.compile.function",
    "pytensor.sparse",
    "pytensor.scalar",
    "pytensor.scalar.basic",
    "pytensor.raise_op",
    "pytensor.link.c.op",
    "arviz",
)
WITH_METHODS = ("pymc.gp.", "pymc.Model", "pymc.ode.")


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    lines: dict[str, str] = {}
    for module in MODULES:
        try:
            found = importlib.import_module(module)
        except ImportError:
            print(f"{module}: not there", file=sys.stderr)
            continue
        lines[module] = module
        for name in sorted(dir(found)):
            if name.startswith("_"):
                continue
            if (thing := getattr(found, name, None)) is not None:  # some are listed and raise
                lines.update(of_one(f"{module}.{name}", thing))
    for name in dir(importlib.import_module("pytensor").config):
        if not name.startswith("_"):
            lines[f"pytensor.config.{name}"] = f"pytensor.config.{name}"
    for package in ("pymc", "pytensor", "arviz"):
        print(f"# {package} {importlib.import_module(package).__version__}")
    for name in sorted(lines):
        print(lines[name])


def of_one(name: str, thing: Any) -> Iterator[tuple[str, str]]:
    """The line of a name, and those of its methods where they are wanted."""
    if inspect.ismodule(thing):
        if thing.__name__ == name:
            yield name, name
        return
    made = getattr(thing, "dist", None)
    distribution = inspect.isclass(thing) and made is not None and name.startswith("pymc.")
    yield name, f"{name}{arguments(made if distribution else thing, 'name' if distribution else '')}"
    if distribution:
        yield f"{name}.dist", f"{name}.dist{arguments(made)}"
    if inspect.isclass(thing) and name.startswith(WITH_METHODS):
        for method in sorted(dir(thing)):
            if not method.startswith("_"):
                below = getattr(thing, method)
                yield f"{name}.{method}", f"{name}.{method}{arguments(below, skip='self')}"


def arguments(thing: Any, first: str = "", skip: str = "") -> str:
    """`: name mu= sigma= / dims=`, or nothing."""
    try:
        parameters = list(inspect.signature(thing).parameters.values())
    except (TypeError, ValueError):
        return ""
    if not callable(thing):
        return ""
    positional, by_keyword = [first] if first else [], []
    for one in parameters:
        if one.name == skip:
            continue
        written = one.name + "=" * (one.default is not one.empty)
        if one.kind is one.VAR_POSITIONAL:
            if not first:
                positional.append("*")
        elif one.kind is one.VAR_KEYWORD:
            by_keyword.append("**")
        elif one.kind is one.KEYWORD_ONLY:
            by_keyword.append(written)
        else:
            positional.append(written)
    return ": " + " ".join(positional + (["/", *by_keyword] if by_keyword else []))


if __name__ == "__main__":
    main()
