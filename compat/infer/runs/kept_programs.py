"""Runs of JAX programs that are kept in a folder while they last: iterations and states, and at the end the draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from theano_common.draws import Arrays, Chain, Draws
from theano_common.saved.checkpoint_folder import Chunk, chunk_files

from ..keeping.checkpoint import Checkpoint, Rhythm, opened_run, usable_chunks, write_chunk
from ..keeping.request import Request
from ..keeping.run_identity import identity
from .arguments import Sampler


@dataclass
class ProgramFolder:
    """The iterations of one program, in chunks. done: how many they are."""

    path: Path
    done: int = 0
    rhythm: Rhythm = field(default_factory=Rhythm)

    def is_due(self) -> bool:
        """Return whether it is time for the next chunk."""
        return self.rhythm.is_due()

    def write(self, rows: Arrays, state: list[np.ndarray]) -> None:
        """Write iterations, and the state after them."""
        end = self.done + len(rows["x"])
        with self.rhythm.writes():
            write_chunk(self.path, Chunk(self.done, end, rows, (), None, state))
        self.done = end

    def read(self) -> tuple[Arrays, list[np.ndarray]] | None:
        """Return all kept iterations and the state after them; None if there are none."""
        chunks = list(usable_chunks(self.path))
        if not chunks:
            return None
        self.done = chunks[-1].end
        names = chunks[0].samples
        return {name: np.concatenate([one.samples[name] for one in chunks]) for name in names}, chunks[-1].arrays


@dataclass(frozen=True)
class KeptPrograms:
    """The folder of a run. program: of the iterations of a program, by its number."""

    checkpoint: Checkpoint

    @property
    def handed(self) -> Callable[[int], ProgramFolder]:
        """What the sampler is given."""
        return self.program

    def program(self, number: int) -> ProgramFolder:
        path = self.checkpoint.path / f"program-{number}"
        path.mkdir(exist_ok=True)
        return ProgramFolder(path)

    def ended(self, made: Draws, first: int) -> None:
        """Write the draws of a run that has come to its end, as readers know them. first: the number of a chain."""
        for k, chain in enumerate(made.chains if made.ended == "complete" else ()):
            folder = self.checkpoint.chain(first + k)
            if not chunk_files(folder.path):
                samples, stats = with_warmup(chain)
                length = len(next(iter(samples.values())))
                write_chunk(folder.path, Chunk(0, length, samples, (stats,), None, []))


def with_warmup(chain: Chain) -> tuple[Arrays, Arrays]:
    """Return the samples and the statistics of a chain, those of warm-up first if they are kept."""
    found = []
    for kept, warm in ((chain.samples, chain.warmup_samples), (chain.stats, chain.warmup_stats)):
        found.append(dict(kept) if warm is None else {n: np.concatenate([warm[n], v]) for n, v in kept.items()})
    return found[0], found[1]


@contextmanager
def kept_run(sampler: Sampler, asked: Request, options: dict[str, Any]) -> Iterator[tuple[Request, KeptPrograms]]:
    """Open the folder of a run, or begin one; yield the request with the seeds of its beginning, and the folder."""
    import jax

    assert asked.checkpoint is not None

    about = {**identity(asked, options), "sampler": sampler.title, "JAX": jax.__version__}
    about["the devices"] = f"{jax.local_device_count()} {jax.default_backend()}"
    with opened_run(asked.checkpoint.folder, about, asked.seeds) as checkpoint:
        yield replace(asked, seeds=checkpoint.seeds), KeptPrograms(checkpoint)


__all__ = ["KeptPrograms", "ProgramFolder", "kept_run", "with_warmup"]
