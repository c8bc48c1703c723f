"""One chain of a saved model as a job of its own: `theano-compat sample`. Jobs share a folder, and `merge` joins them.

The folder is that of `pm.sample(checkpoint=...)`, with a lock for each chain: `theano-compat watch` and
`migrate-compare` read it at any moment, and a job that is started again goes on where it was if step methods draw.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theano_common.draws import Draws
from theano_common.saved import draws_npz
from theano_common.saved.checkpoint_folder import RUN, chain_name, load, whole_chunks
from theano_common.saved.errors import CannotRead
from theano_common.system.files import replace_or_keep

from ..infer.keeping.checkpoint import joined_run
from ..infer.keeping.request import Begin, Kept, Part, Request, Size
from ..infer.keeping.run_identity import identity
from ..infer.runs.arguments import SAMPLERS, nuts_arguments, seeds_of
from ..infer.runs.one_run import drawn_trace
from ..infer.runs.routing import chosen_sampler, why_not_compiled
from ..infer.runs.starts import given_starts
from ..models.saving.artefact import Artefact
from ..settings import config
from .one_chain import ONE_BY_ONE


@dataclass(frozen=True)
class Job:
    """A chain of a run. seed: as pm.sample's random_seed. nuts: further arguments of NUTS."""

    chain: int
    chains: int
    seed: int
    draws: int
    tune: int
    nuts: Mapping[str, Any]


def sample_job(found: Artefact, job: Job, folder: Path) -> str:
    """Draw a chain to the folder, unless it is there; return a sentence.

    Raises CheckpointError for a folder of another run, NotImplementedError for a sampler of all chains together.
    """
    with found.under_its_settings():
        if config.sampler not in ONE_BY_ONE:
            raise NotImplementedError(f"{config.sampler} draws all chains in one program; --sampler nutpie does not.")
        return _sample(found.model, job, folder)


def _sample(model: Any, job: Job, folder: Path) -> str:
    sampler, options = chosen_sampler(), nuts_arguments(dict(job.nuts))
    why = why_not_compiled(sampler, model, None, "auto", options, None, None, job.tune)
    given_starts(model, None, job.chains, compiled=why is None, in_c=True)  # raises where the model cannot start
    size, seeds = Size(job.draws, job.tune, job.chains, 1), seeds_of(job.seed, job.chains)

    def request(part: Part, checkpoint: Kept | None = None) -> Request:
        return Request(
            model,
            None,
            size,
            Begin("auto", 200000, None, 10),
            seeds,
            progressbar=True,
            discard_tuned_samples=False,
            checkpoint=checkpoint,
            part=part,
        )

    name = "pymc3" if why is not None else next(name for name, one in SAMPLERS.items() if one is sampler)
    about = {"sampler": name, **identity(request(Part(job.chain), Kept(folder, seeded=True)), options)}
    with joined_run(folder, about, seeds, job.chain):
        if _is_whole(folder / chain_name(job.chain), job.draws + job.tune):
            return f"chain {job.chain} is there already"
        drawn_trace(request(Part(job.chain, folder)), sampler, why, options, {})
        if not _is_whole(folder / chain_name(job.chain), job.draws + job.tune):
            raise RuntimeError(f"chain {job.chain} ended early; the same command goes on with it")
    return f"chain {job.chain} of {job.chains}: {job.draws} draws after {job.tune}"


def _is_whole(folder: Path, end: int) -> bool:
    try:
        *_, last = whole_chunks(folder)
    except (ValueError, OSError, CannotRead):
        return False
    return last.end == end


def merge(folder: Path, output: Path) -> Draws:
    """Write the chains of all jobs to one file of arrays, and return them. CannotRead if some are missing."""
    draws = load(folder)
    if draws.ended != "complete":
        raise CannotRead(f"chains that are not there, or not at their end: {', '.join(map(str, _missing(folder)))}")
    aside = output.with_name(f".{output.name}.partial")
    draws_npz.save(draws, aside)
    replace_or_keep(aside, output)
    return draws


def _missing(folder: Path) -> list[int]:
    about = json.loads((folder / RUN).read_text(encoding="utf-8"))["about"]
    end = int(about["draws"]) + int(about["tune"])
    return [k for k in range(int(about["chains"])) if not _is_whole(folder / chain_name(k), end)]


__all__ = ["Job", "merge", "sample_job"]
