"""theano-compat sample, theano-compat merge: the chains of a saved model as jobs of their own, and their draws."""

from __future__ import annotations

from pathlib import Path

from theano_common.printing import complain, say
from theano_common.saved.errors import CannotRead

from .infer.keeping.checkpoint import CheckpointError
from .models.exceptions import SamplingError
from .models.saving.artefact import ArtefactError, read
from .scale.jobs import Job, merge, sample_job


def sample(file: str, job: Job, sampler: str | None, folder: str) -> int:
    """Draw one chain of a saved model to a folder, and return the exit status."""
    if not 0 <= job.chain < job.chains:
        return _stop("sample", f"--chain {job.chain}: the chains of {job.chains} are 0 to {job.chains - 1}")
    try:
        found = read(Path(file).read_bytes())
        if sampler is not None:
            found.settings["sampler"] = sampler
        say(f"{folder}: {sample_job(found, job, Path(folder).absolute())}")
    except OSError as error:
        return _stop("sample", f"{error.filename or file}: {error.strerror or error}")
    except (ArtefactError, CheckpointError, NotImplementedError, SamplingError, ValueError) as error:
        return _stop("sample", str(error))
    return 0


def join(folder: str, output: str | None) -> int:
    """Write the chains of all jobs to one file, and return the exit status."""
    path = Path(folder) / "draws.npz" if output is None else Path(output)
    try:
        draws = merge(Path(folder), path)
    except (CannotRead, OSError) as error:
        return _stop("merge", f"{folder}: {error}")
    say(f"{path}: {len(draws.chains)} chains of {len(draws)} draws of {', '.join(draws.variables)}")
    return 0


def _stop(command: str, why: str) -> int:
    complain(f"theano-compat {command}", why)
    return 1


__all__ = ["Job", "join", "sample"]
