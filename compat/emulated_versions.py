"""The versions of Theano and PyMC3 that we report to legacy code."""

from theano_common.differences.table import differences
from theano_common.our_version import our_version
from theano_common.version_numbers import version_numbers

# By `config.emulate`; 3.9 and 3.10 count as 3.11.
LAST = "3.11"
EARLIER = ("3.8", "3.7", "3.6", "3.5", "3.4", "3.3", "3.2", "3.1", "3.0")
PYMC3 = {LAST: "3.11.5", **{release: release for release in EARLIER}, "3.4": "3.4.1"}
THEANO = {release: "1.1.2" if release == LAST else "1.0.5" for release in PYMC3}


def older_than(release: str) -> bool:
    """Say whether the PyMC3 release that we emulate came before `release` ("3.9")."""
    return version_numbers(_release()) < version_numbers(release)


def emulated() -> str:
    """Say what `config.emulate` changes; empty for the last release."""
    if _release() == LAST:
        return ""
    changed = [row.then for row in differences() if row.emulated and older_than(row.before)]
    return f"PyMC3 {pymc3_version()} is emulated (config.emulate), where {'; '.join(changed)}."


def _release() -> str:
    from .settings import config  # an import of ours must cost little before `theano` is asked for

    return config.emulate


def theano_version() -> str:
    """Return the Theano release that we emulate: 1.1.2, or 1.0.5 with `config.emulate = "3.8"`."""
    return THEANO[_release()]


def pymc3_version() -> str:
    """Return the PyMC3 release that we emulate."""
    return PYMC3[_release()]


def compat_version() -> str:
    """Return our own version; "0+unknown" where the distribution is not installed."""
    return our_version()
