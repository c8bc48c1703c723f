"""What `pm.sample` is asked for: the same for the compiled sampler and for step methods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...samplers.progress import Progress


@dataclass(frozen=True)
class Size:
    """How many draws after how many of tuning, in how many chains, how many of these at a time."""

    draws: int
    tune: int
    chains: int
    cores: int


@dataclass(frozen=True)
class Begin:
    """How chains begin: `points`, one for each, or as `init` says."""

    init: str | None
    n_init: int
    points: list[dict[str, Any]] | None
    jitter_max_retries: int


@dataclass(frozen=True)
class Request:
    """The arguments of `pm.sample`, checked. seeds: one for each chain. trace: what is kept, or a trace to go on."""

    model: Any
    step: Any
    size: Size
    begin: Begin
    seeds: list[int]
    trace: Any
    chain_idx: int
    progressbar: Progress
    discard_tuned_samples: bool
    mp_ctx: Any
    pickle_backend: str
