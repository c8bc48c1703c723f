"""Write a folder of `pm.save_trace`: a folder for each chain, with metadata.json and samples.npz."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from theano_common.draws import Arrays, Chain, Draws
from theano_common.saved import zipped_arrays
from theano_common.saved.trace_folder import METADATA, SAMPLES

LEFT_OUT = "names of axes, versions"


def write(draws: Draws, folder: Path) -> None:
    """Write the chains; warm-up comes first, marked by the statistic `tune`."""
    folder.mkdir()
    for number, chain in enumerate(draws.chains):
        inside = folder / str(number)
        inside.mkdir()
        samples, stats = _whole(chain)
        zipped_arrays.write(inside / SAMPLES, samples)
        about = {
            "draw_idx": len(next(iter(samples.values()))),
            "draws": len(next(iter(samples.values()))),
            "chain": number,
            "_stats": [{name: array.tolist() for name, array in stats.items()}] if stats else None,
            "sampler_vars": [{name: str(array.dtype) for name, array in stats.items()}] if stats else None,
        }
        (inside / METADATA).write_text(json.dumps(about), encoding="utf-8")


def _whole(chain: Chain) -> tuple[Arrays, Arrays]:
    if chain.warmup_samples is None:
        return chain.samples, chain.stats
    samples = {name: np.concatenate([chain.warmup_samples[name], array]) for name, array in chain.samples.items()}
    before = chain.warmup_stats or {}
    stats = {name: np.concatenate([before[name], array]) for name, array in chain.stats.items() if name in before}
    warm = len(next(iter(chain.warmup_samples.values())))
    stats["tune"] = np.arange(len(chain) + warm) < warm
    return samples, stats
