"""Runs of nutpie that are kept in a folder: each chain when it has come to its end, since nutpie tells no state."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from theano_common.draws import Chain, Diverged, Draws
from theano_common.saved.checkpoint_folder import Chunk, chunk_files

from ...models.logger import LOGGER as _log
from ..keeping.chain_state import packed, unpacked
from ..keeping.checkpoint import Checkpoint, CheckpointError, opened_run, usable_chunks, write_chunk
from ..keeping.request import Request
from ..keeping.run_identity import identity
from .arguments import Sampler
from .kept_programs import with_warmup


@dataclass(frozen=True)
class KeptChains:
    """The chains of a run that have come to their end. first: the number of chain 0 in the folder."""

    checkpoint: Checkpoint
    first: int
    tune: int
    draws: int

    @property
    def handed(self) -> KeptChains:
        """What the sampler is given."""
        return self

    def read(self, number: int) -> Chain | None:
        """Return a kept chain; None if it is to be drawn."""
        chunks = list(usable_chunks(self.checkpoint.chain(self.first + number).path))
        if not chunks:
            return None
        chunk = chunks[0]
        if chunk.end != self.tune + self.draws or chunk.mapped is not None:
            raise CheckpointError(
                f"checkpoint: {self.checkpoint.path} has draws of another sampler; give another folder."
            )
        [stats] = chunk.stats
        warm, drawn = slice(0, self.tune), slice(self.tune, None)
        samples_of, stats_of = (
            [{name: values[rows] for name, values in arrays.items()} for rows in (drawn, warm)]
            for arrays in (chunk.samples, stats)
        )
        warmup = (samples_of[1], stats_of[1]) if self.tune else (None, None)
        diverged = tuple(Diverged(*one) for one in unpacked(chunk.state, chunk.arrays))
        return Chain(samples_of[0], stats_of[0], *warmup, diverged=diverged)

    def write(self, number: int, chain: Chain) -> None:
        """Write a chain that has come to its end."""
        samples, stats = with_warmup(chain)
        state = packed([(one.draw, one.start, one.end) for one in chain.diverged])
        length = len(next(iter(samples.values())))
        write_chunk(self.checkpoint.chain(self.first + number).path, Chunk(0, length, samples, (stats,), *state))

    def ended(self, made: Draws, first: int) -> None:
        """Do nothing: each chain was written at its own end."""


@contextmanager
def kept_run(sampler: Sampler, asked: Request, options: dict[str, Any]) -> Iterator[tuple[Request, KeptChains]]:
    """Open the folder of a run, or begin one; yield the request with the seeds of its beginning, and the folder."""
    part, first, numbers = asked.part, asked.chain_idx, (asked.size.tune, asked.size.draws)
    if part is not None and part.folder is not None:  # it is open
        yield asked, KeptChains(Checkpoint(part.folder, asked.seeds), first + part.chain, *numbers)
        return
    assert asked.checkpoint is not None
    about = {**identity(asked, options), "sampler": sampler.title, "nutpie": importlib.metadata.version("nutpie")}
    with opened_run(asked.checkpoint.folder, about, asked.seeds) as checkpoint:
        kept = KeptChains(checkpoint, first, *numbers)
        _say(checkpoint, range(first, first + asked.size.chains))
        yield replace(asked, seeds=checkpoint.seeds), kept


def _say(checkpoint: Checkpoint, numbers: range) -> None:
    there = [k for k in numbers if chunk_files(checkpoint.chain(k).path)]
    if len(there) == len(numbers):
        _log.info("checkpoint: all chains are there, and are read.")
    elif there:
        _log.info(
            f"checkpoint: read: chain {', '.join(map(str, there))}. The others begin anew, since nutpie tells no state."
        )
    else:
        _log.info("checkpoint: a chain of nutpie is kept when it is finished; PyMC3's step methods keep each draw.")


__all__ = ["KeptChains", "kept_run"]
