"""A run of `pm.sample`, after its arguments are checked."""

from __future__ import annotations

from typing import Any

from ...compilation.cores import shared_by_chains
from ...graph.fallbacks import by_choice, fall_back
from ...models.backends.base import MultiTrace
from ...models.exceptions import SamplingError
from ...models.logger import LOGGER as _log
from ..chains.chain_backend import Callback
from ..failures import Stalled
from ..keeping.request import Request
from .arguments import Sampler
from .compiled import sample_compiled
from .routing import ASKED_FOR


def drawn_trace(
    asked: Request,
    sampler: Sampler,
    why: str | None,
    options: dict[str, Any],
    nuts_options: dict[str, Any],
    callback: Callback = None,
) -> MultiTrace:
    """Draw with the compiled sampler, or with step methods if it cannot (`why`) or stalls."""
    if asked.size.draws < 500:
        few = f"Only {asked.size.draws} samples in chain."
        _log.warning(few if asked.size.draws else "Tuning was enabled throughout the whole trace.")
    with shared_by_chains(asked.size.cores):
        stalled = False
        if why is None:
            try:
                return sample_compiled(sampler, asked, {**options, **nuts_options})
            except Stalled as error:
                if asked.is_kept:  # the folder has chains of nutpie
                    raise SamplingError(
                        f"nutpie stopped: {error}; let PyMC3's step methods draw to a new folder."
                    ) from None
                why, stalled = str(error), True
        from .stepwise import sample_stepwise  # all step methods, which few models need

        said = f"pm.sample draws with step methods, not in nutpie: {why}"
        if why in ASKED_FOR:
            by_choice(said)
        else:
            fall_back(said, noticed=stalled)
        return sample_stepwise(asked, options, nuts_options, callback, why)


__all__ = ["drawn_trace"]
