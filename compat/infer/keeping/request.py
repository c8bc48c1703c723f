"""The request to `pm.sample`, the same for the compiled sampler and for step methods."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...settings import config
from ..progress import Progress


@dataclass(frozen=True)
class Size:
    """The numbers of draws, tuning steps, chains, and chains at a time."""

    draws: int
    tune: int
    chains: int
    cores: int


@dataclass(frozen=True)
class Begin:
    """Start points: `points`, one for each chain, or the name `init` of an initialisation."""

    init: str | None
    n_init: int
    points: list[dict[str, Any]] | None
    jitter_max_retries: int


@dataclass(frozen=True)
class Kept:
    """Where a run is kept while it lasts. seeded: the user gave the seeds."""

    folder: Path
    seeded: bool


@dataclass(frozen=True)
class Part:
    """One chain of a run whose others are drawn elsewhere: its number, and the folder of the run, which is open."""

    chain: int
    folder: Path | None = None


@dataclass(frozen=True)
class Request:
    """The arguments of `pm.sample`, checked.

    seeds: one for each chain. trace: variables to record, or a trace to continue. checkpoint: where the run is kept.
    part: the chain to draw; None: all. Starts are those of all chains in any case.
    """

    model: Any
    step: Any
    size: Size
    begin: Begin
    seeds: list[int]
    trace: Any = None
    chain_idx: int = 0
    progressbar: Progress = False
    discard_tuned_samples: bool = True
    mp_ctx: Any = None
    pickle_backend: str = "pickle"
    checkpoint: Kept | None = None
    part: Part | None = None

    @property
    def is_kept(self) -> bool:
        """Return whether the run is kept in a folder while it lasts."""
        return self.checkpoint is not None or (self.part is not None and self.part.folder is not None)

    def one_chain(self, starts: list[Any] | None) -> tuple[Request, list[Any] | None]:
        """Return the request for the one chain that is to be drawn, and its start, from those of all chains."""
        if self.part is None:
            return self, starts
        k = self.part.chain
        size = replace(self.size, chains=1, cores=1)
        own = replace(self, size=size, seeds=[self.seeds[k]], chain_idx=self.chain_idx + k)
        return own, None if starts is None else [starts[k]]


_calls = itertools.count(1)


def kept_in(given: str | os.PathLike[str] | None, seeded: bool) -> Kept | None:
    """Return where a run is kept: the folder given to `pm.sample`, or one for each call in `config.checkpoint`."""
    if given is not None:
        return Kept(Path(given), seeded)
    if not config.checkpoint:
        return None
    import multiprocessing  # few runs are kept

    if multiprocessing.parent_process() is not None:  # the calls of children have no order
        return None
    return Kept(Path(config.checkpoint) / f"call-{next(_calls)}", seeded)
