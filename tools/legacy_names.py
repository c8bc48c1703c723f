"""The public names of the old releases, as files beside the architecture tests hold them.

A line is `module kind: name name ...`; they were read from the installed releases by importing every module.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "architecture" / "legacy_names"
RELEASES = ("theano_1.0.5", "theano_pymc_1.1.2", "pymc3_3.8", "pymc3_3.11.5")
# `pymc3.sampling_jax` was in the repository, never in a wheel.
BESIDE_THE_RELEASES = {
    "pymc3.sampling_jax": {"sample_numpyro_nuts": "function", "sample_tfp_nuts": "function"}
}


@dataclass(frozen=True)
class LegacyModule:
    """A module of any release: its names, each a class, function, callable, value or module."""

    name: str
    kinds: dict[str, str]


def release(name: str) -> dict[str, dict[str, str]]:
    """module -> name -> kind, of one release."""
    modules: dict[str, dict[str, str]] = {}
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        head, _, names = line.partition(": ")
        module, kind = head.split()
        modules.setdefault(module, {}).update(dict.fromkeys(names.split(), kind))
    return modules


def modules() -> dict[str, LegacyModule]:
    """The union of all releases, sorted; of a name that is in several, the newest kind counts."""
    union: dict[str, dict[str, str]] = {}
    for table in (*map(release, RELEASES), BESIDE_THE_RELEASES):
        for module, kinds in table.items():
            union.setdefault(module, {}).update(kinds)
    return {name: LegacyModule(name, dict(sorted(union[name].items()))) for name in sorted(union)}


def flags() -> set[str]:
    """Every flag of `theano.config`, with the double underscore of 1.1."""
    return {
        name.replace(".", "__") for name, kind in modules()["theano.config"].kinds.items() if kind == "flag"
    }
