"""The version of what is installed."""

from __future__ import annotations


def our_version() -> str:
    """Return our own version; "0+unknown" where the distribution is not installed, as in a zip file."""
    from importlib.metadata import PackageNotFoundError, version  # takes 20 ms, and few ask

    try:
        return version("theano-compat")
    except PackageNotFoundError:
        return "0+unknown"
