"""Fewer draws than a document asks for, where its user has no time for all of them.

$MIGRATE_REPRODUCE_DRAWS_LIMIT is the number of draws, and of tuning draws, that a chain has at most.
$MIGRATE_REPRODUCE_LIMITED is a file: a line of JSON for each number that a call asked for and that was too large:
the sampler, what it counts, how many were asked for and made.
"""

from __future__ import annotations

import functools
import inspect
import json
import os
from pathlib import Path

import numpy as np

from theano_compat.importing.post_import import when_imported

SAMPLERS = {
    "theano_compat.pymc3_api.sampling": "sample",
    "theano_compat.pymc3_api.sampling_jax": "sample_numpyro_nuts sample_tfp_nuts",
    "theano_compat.infer.chains.iter_sample": "iter_sample",
    "theano_compat.infer.smc.sample_smc": "sample_smc",
}
LIMITED = {"draws": "draws", "tune": "tuning draws"}  # argument -> what it counts


def limited(sampler, most: int, log: Path):
    """Return a sampler that makes at most `most` draws a chain."""
    signature = inspect.signature(sampler)

    @functools.wraps(sampler)
    def sample(*args, **kwargs):
        try:
            given = signature.bind(*args, **kwargs)
        except TypeError:
            return sampler(*args, **kwargs)  # which says what is wrong
        given.apply_defaults()
        asked = {name: given.arguments.get(name) for name in LIMITED}
        more = {name: one for name, one in asked.items() if isinstance(one, int | np.integer) and one > most}
        if not more:
            return sampler(*args, **kwargs)
        given.arguments.update(dict.fromkeys(more, most))
        with log.open("a", encoding="utf-8") as file:
            file.writelines(
                json.dumps([sampler.__name__, LIMITED[name], int(one), most]) + "\n" for name, one in more.items()
            )
        return sampler(*given.args, **given.kwargs)

    return sample


def install() -> None:
    """Limit the samplers of this process, once they are imported."""
    most, log = int(os.environ["MIGRATE_REPRODUCE_DRAWS_LIMIT"]), Path(os.environ["MIGRATE_REPRODUCE_LIMITED"])

    def replace(module, names):
        for name in names.split():
            setattr(module, name, limited(getattr(module, name), most, log))

    for place, names in SAMPLERS.items():
        when_imported(place, functools.partial(replace, names=names), __name__)
