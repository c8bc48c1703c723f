"""Which release wrote a file: from its own statement, or from names that only some releases write.

The rules come from files of eleven releases (fixtures/saved_by); they bound the minor release, 3.9 or 3.10.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from .inert_objects import Inert


class Version(NamedTuple):
    """Bounds on a package's version, both inclusive ("" for none), with the evidence."""

    least: str
    most: str
    evidence: str

    def __str__(self) -> str:
        if self.least == self.most:
            return self.least
        if not self.most:
            return f"{self.least} or newer"
        return f"{self.least} to {self.most}" if self.least else f"{self.most} or older"


# (package, prefix of a name, first release that writes it, last one)
NAMES = (
    ("theano", "theano.graph.", "1.1", ""),
    ("theano", "theano.gof.", "", "1.0"),
    ("pymc3", "theano.graph.", "3.11", ""),  # 3.11 requires Theano-PyMC 1.1, 3.10 requires 1.0.11
    ("pymc3", "theano.gof.", "", "3.10"),
    ("pymc3", "pymc3.backends.report.SamplerReport", "3.3", ""),
    ("pymc3", "pymc3.model.DeterministicWrapper", "3.10", ""),
    ("pymc3", "pymc3.step_methods.hmc.base_hmc.DivergenceInfo", "3.9", ""),
    ("pymc3", "pymc3.model._latex_repr_rv", "3.2", "3.9"),
)
# An attribute of the trace's report -> the releases that have it.
REPORT = {"_n_tune": ("3.9", ""), "_ess": ("3.8", ""), "_effective_n": ("3.3", "3.7")}
NO_LOGP = Version("", "3.5", "NUTS kept no model_logp")


def concluded(names: Collection[str], trace: Inert | None = None) -> dict[str, Version]:
    """Infer package -> bounds from the names in a pickle and the attributes of its MultiTrace."""
    found: dict[str, list[Version]] = {}
    for package, bound in [*_by_names(names), *(("pymc3", one) for one in _by_attributes(trace))]:
        found.setdefault(package, []).append(bound)
    return {package: _together(bounds) for package, bounds in found.items()}


def _by_names(names: Collection[str]) -> Iterator[tuple[str, Version]]:
    for package, beginning, least, most in NAMES:
        if any(name.startswith(beginning) for name in names):
            yield package, Version(least, most, f"it names {beginning.rstrip('.')}")


def _by_attributes(trace: Inert | None) -> Iterator[Version]:
    if trace is None:
        return
    report = trace.get("_report")
    if "_report" not in trace.attributes:
        yield Version("", "3.2", "its trace has no report")
    for attribute, bounds in REPORT.items():
        if isinstance(report, Inert) and attribute in report.attributes:
            yield Version(*bounds, f"its report keeps {attribute}")
    statistics = _statistics(trace)
    if "perf_counter_diff" in statistics:
        yield Version("3.9", "", "it keeps times of draws")
    if "depth" in statistics:  # of NUTS
        yield Version("3.6", "", "it keeps model_logp") if "model_logp" in statistics else NO_LOGP


def _statistics(trace: Inert) -> set[Any]:
    chains = trace.get("_straces")
    first = next(iter(chains.values()), None) if isinstance(chains, dict) else None
    steps = first.get("_stats") if isinstance(first, Inert) else None
    return set(steps[0]) if isinstance(steps, list) and steps and isinstance(steps[0], dict) else set()


def _together(bounds: list[Version]) -> Version:
    """Intersect bounds, keeping the evidence for each."""
    least = max(bounds, key=lambda one: _key(one.least))
    most = min(bounds, key=lambda one: _key(one.most) if one.most else (1 << 30,))
    evidence = dict.fromkeys(one.evidence for one in (least, most) if one.least or one.most)
    return Version(least.least, most.most, ", ".join(evidence))


def _key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")) if version else ()
