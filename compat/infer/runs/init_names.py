"""The names of initialisations for NUTS. Source: pymc3.sampling.init_nuts."""

from __future__ import annotations

JITTERED = ("jitter+adapt_diag", "jitter+adapt_full")
BY_ADVI = ("advi", "advi+adapt_diag", "advi+adapt_diag_grad", "advi_map")
KNOWN = ("adapt_diag", "adapt_full", "map", *JITTERED, *BY_ADVI)


def init_name(init: int | str) -> str:
    """Return the full name in lower case. TypeError if it is not a string, ValueError if it is unknown."""
    if not isinstance(init, str):
        raise TypeError("init must be a string.")
    name = init.lower()
    if name == "auto":
        return "jitter+adapt_diag"
    if name not in KNOWN:
        raise ValueError(f"Unknown initializer: {init}.")
    return name


__all__ = ["BY_ADVI", "JITTERED", "init_name"]
