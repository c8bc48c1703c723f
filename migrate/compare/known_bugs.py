"""Bugs of old PyMC3 versions: where saved and new posteriors differ, the saved one may be wrong.

These are facts from PyMC3's release notes and issues, matched by what the script uses. A bug that we reproduce on
purpose, since published numbers depend on it, is not listed: it cannot cause a difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from theano_common.saved.versions import Version

ISSUES = "https://github.com/pymc-devs/pymc/issues/"


@dataclass(frozen=True)
class KnownBug:
    """`fixed_in`: first version without the bug; `used`: pattern of affected scripts; `issue`: its number."""

    fixed_in: str
    used: str
    what: str
    issue: int | None = None

    def text(self, version: Version) -> str:
        """Return one sentence; `version` bounds the version that saved the draws."""
        where = f" ({ISSUES}{self.issue})" if self.issue else ""
        if version.most and _number(version.most) < _number(self.fixed_in):
            return f"They were saved by PyMC3 {version}, and before {self.fixed_in} {self.what}{where}."
        return f"If they were saved by PyMC3 before {self.fixed_in}: {self.what}{where}."


PREDICTIVE = r"sample_ppc|sample_posterior_predictive|sample_prior_predictive|\.random\("
KNOWN = (
    KnownBug("3.11.2", PREDICTIVE, "predictive draws were wrong now and then, by collisions of a memoised key", 4506),
    KnownBug("3.11.0", r"\bMvStudentT\b(?=[\s\S]*(?:" + PREDICTIVE + "))",
             "predictive draws of MvStudentT had the wrong distribution", 4359),
    KnownBug("3.9.0", r"\bAR1\b", "AR1 took the precision of the innovations for that of the process", 3892),
    KnownBug("3.9.0", r"\bMetropolis\b",
             "chains of Metropolis that were sampled one after another inherited the tuning of the chain before", 3733),
    KnownBug("3.8", r"\bHalfNormal\b(?=[\s\S]*(?:" + PREDICTIVE + "))",
             "predictive draws through HalfNormal were wrong", 3686),
    KnownBug("3.7", r"\bHamiltonianMC\b", "HamiltonianMC ignored target_accept and its own jitter of the step size"),
    KnownBug("3.7", r"\bMvNormal\b(?=[\s\S]*(?:" + PREDICTIVE + "))",
             "predictive draws of MvNormal with a Cholesky factor took the wrong axis", 3343),
    KnownBug("3.7", r"\bMixture\b(?=[\s\S]*(?:" + PREDICTIVE + "))",
             "predictive draws of a mixture of vectors mixed components within one draw"),
    KnownBug("3.6", PREDICTIVE,
             "predictive draws combined parameters from their marginal distributions instead of the joint one", 3210),
    KnownBug("3.6", r"\bRice\b", "Rice mixed two parametrisations", 3286),
    KnownBug("3.5", r"scale_cost_to_minibatch", "scale_cost_to_minibatch had no effect"),
    KnownBug("3.3", PREDICTIVE, "sample_ppc took its draws from one chain", 2633),
    KnownBug("3.2", r"\bAR1\b", "the log density of AR1 was wrong"),
    KnownBug("3.2", r"\bSlice\b", "Slice did not update one dimension at a time"),
    KnownBug("3.2", r"\bgp\.cov\b", "several covariance functions of the gp module were wrong"),
    KnownBug("3.1", r"\bsample\(", "pm.sample kept its warm-up draws in the trace"),
)  # fmt: skip


UNKNOWN = Version("", "", "nothing tells")


def hints(script: str, versions: Mapping[str, Version]) -> tuple[str, ...]:
    """Return possible faults of the saved side, from the script's text and the versions found in the saved file."""
    version = versions.get("pymc3", UNKNOWN)
    return tuple(bug.text(version) for bug in _relevant(script, version))


def _relevant(script: str, version: Version) -> Iterator[KnownBug]:
    for bug in KNOWN:
        if re.search(bug.used, script) and (not version.least or _number(version.least) < _number(bug.fixed_in)):
            yield bug


def _number(version: str) -> tuple[int, ...]:
    """Return (3, 11, 2) for "3.11.2" or "3.11.2rc1"."""
    found = [int(part) for part in re.findall(r"\d{1,9}", version)[:3]]
    return tuple(found + [0] * (3 - len(found)))
