"""The public names of the old releases, as files beside the architecture tests hold them.

A line is `module kind: name name ...`; they were read from the installed releases by importing every module.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "architecture" / "legacy_names"
# `left_out_py38`: what dir() of the modules of Theano-PyMC 1.1.2 and PyMC3 3.11.5 has beside the others;
# `older_census`: names of earlier releases that public code still used, and what it took from the releases' tests.
RELEASES = ("theano_1.0.5", "theano_pymc_1.1.2", "pymc3_3.8", "pymc3_3.11.5", "left_out_py38", "older_census")
# `pymc3.sampling_jax` was in the repository, never in a wheel.
BESIDE_THE_RELEASES = {"pymc3.sampling_jax": {"sample_numpyro_nuts": "function", "sample_tfp_nuts": "function"}}


@dataclass(frozen=True)
class LegacyModule:
    """A module of any release: its names, and what each was: class, function, callable, value, module."""

    name: str
    kinds: dict[str, set[str]]


def release(name: str) -> dict[str, dict[str, str]]:
    """module -> name -> kind, of one release."""
    modules: dict[str, dict[str, str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        head, _, names = line.partition(": ")
        module, kind = head.split()
        modules.setdefault(module, {}).update(dict.fromkeys(names.split(), kind))
    return modules


@functools.cache
def modules() -> dict[str, LegacyModule]:
    """The union of all releases, sorted."""
    union: dict[str, dict[str, set[str]]] = {}
    for table in (*map(release, RELEASES), BESIDE_THE_RELEASES):
        for module, kinds in table.items():
            names = union.setdefault(module, {})
            for name, kind in kinds.items():
                names.setdefault(name, set()).add(kind)
    return {name: LegacyModule(name, dict(sorted(union[name].items()))) for name in sorted(union)}


def incomplete() -> set[str]:
    """Modules of which only those names are known that the census met."""
    complete = {module for name in RELEASES[:-1] for module in release(name)}
    return set(release(RELEASES[-1])) - complete


def flags() -> set[str]:
    """Every flag of `theano.config`, with the double underscore of 1.1."""
    return {name.replace(".", "__") for name, kinds in modules()["theano.config"].kinds.items() if "flag" in kinds}
