"""`make fidelity SUITE=mutations`: does the comparison see every mutation of every fixture's model?

By replay: each mutant that is another density must be said to differ. A mutant whose log density is the same at the
saved draws but for a constant is equivalent, and must pass. By sampling: what draws of the mutant are said to be must
not contradict what a run ten times as long says; a prior that the data dominate may rightly agree.
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np

from tests.fidelity.mutants import Mutant, built, jacobians, legacy, mutants
from theano_common.saved.live_trace import draws_of
from theano_migrate.compare import compare, load, replay_model
from theano_migrate.compare.replay import thinned
from theano_migrate.compare.replay_verdict import FAILED
from theano_migrate.compare.verdict import AGREE, DIFFER
from tools.fixture_table.fixtures import FOLDERS, saved_trace

POINTS = 60  # saved draws at which two models are compared directly
CAUGHT, MISSED, SAME, BROKEN = "differ", "MISSED", "equivalent", "does not run"
DRAWS, LONGER = 1500, 10


def with_draws() -> list[str]:
    return [folder.name for folder in FOLDERS if saved_trace(folder.name) is not None]


def by_replay(name: str) -> tuple[str, list[tuple[Mutant, str, str]] | str]:
    """(fixture, [(mutant, outcome, what was blamed)]), or a sentence why it cannot be replayed."""
    warnings.simplefilter("ignore")
    old = load(saved_trace(name))
    with legacy(name):
        original = built(name)
        plain = replay_model(old, original)
        if not plain.passed:
            return name, plain.message
        made = []
        for mutant in [*mutants(name), *jacobians(name, original)]:
            made.append((mutant, *_replayed(name, mutant, old, original)))
    return name, made


def _replayed(name: str, mutant: Mutant, old: Any, original: Any) -> tuple[str, str]:
    try:
        model = built(name, mutant)
        replay = replay_model(old, model)
    except Exception as error:  # a mutant may be no model at all
        return BROKEN, f"{type(error).__name__}: {error}".splitlines()[0][:80]
    if replay.status == FAILED:
        return CAUGHT, replay.blame.term if replay.blame is not None else ""
    return (SAME if _differ_by_a_constant(old, original, model) else MISSED), replay.message


def _differ_by_a_constant(old: Any, one: Any, other: Any) -> bool:
    arrays = {v.name: thinned(old, v.name, POINTS) for v in one.free_RVs}
    points = [{name: array[i] for name, array in arrays.items()} for i in range(len(next(iter(arrays.values()))))]
    difference = np.array([float(other.logp(point)) - float(one.logp(point)) for point in points])
    return bool(np.ptp(difference) < 1e-6)


def by_sampling(mutant: Mutant) -> tuple[Mutant, str, str]:
    """(mutant, what its draws are said to be, what ten times as many are said to be)"""
    warnings.simplefilter("ignore")
    old = load(saved_trace(mutant.fixture))
    said = []
    try:
        with legacy(mutant.fixture) as pymc3:
            for draws in (DRAWS, DRAWS * LONGER):
                with built(mutant.fixture, mutant):
                    trace = pymc3.sample(
                        draws,
                        tune=1000,
                        chains=4,
                        cores=1,
                        random_seed=7,
                        progressbar=False,
                        target_accept=0.9,
                        return_inferencedata=False,
                        compute_convergence_checks=False,
                    )
                said.append(compare(old, draws_of(trace)).answer)
    except Exception as error:
        return mutant, BROKEN, f"{type(error).__name__}: {error}".splitlines()[0][:80]
    return mutant, said[0], said[1]


def blamed_right(mutant: Mutant, blamed: str) -> bool | None:
    """Whether the term named is that of the mutated variable; None where the operator has no one variable."""
    if mutant.of is None:
        return None
    return blamed == mutant.of or blamed.startswith(mutant.of + "_")


def main(sampled: int = 24, workers: int = 2, fixtures: list[str] | None = None) -> int:
    """Replay all mutants, sample `sampled` of them (drawn by a seed); 1 where one is missed or contradicted."""
    names = fixtures or with_draws()
    wrong, everything = [], []
    heads = (CAUGHT, SAME, BROKEN, MISSED, "blamed right")
    print(f"{'fixture':24}{'operator':10}" + "".join(f"{one:>13}" for one in heads))
    with ProcessPoolExecutor(workers) as pool:
        for name, found in pool.map(by_replay, names):
            if isinstance(found, str):
                print(f"{name:24}{found}", flush=True)
                everything += mutants(name)
                continue
            counts: dict[str, Counter[str]] = defaultdict(Counter)
            for mutant, outcome, told in found:
                counts[mutant.operator][outcome] += 1
                right = blamed_right(mutant, told) if outcome == CAUGHT else None
                counts[mutant.operator]["blamed"] += right is not None
                counts[mutant.operator]["right"] += bool(right)
                wrong += [f"{name}: {mutant.where} was missed: {told}"] if outcome == MISSED else []
                everything += [mutant] if outcome == CAUGHT else []
            for operator, one in counts.items():
                blamed = f"{one['right']} of {one['blamed']}"
                cells = "".join(f"{one[kind]:13}" for kind in (CAUGHT, SAME, BROKEN, MISSED))
                print(f"{name:24}{operator:10}{cells}{blamed:>13}", flush=True)
        chosen = [everything[i] for i in np.random.default_rng(20201121).permutation(len(everything))[:sampled]]
        print(f"\n{len(chosen)} of {len(everything)} mutants sampled: 4 x {DRAWS} draws, and {LONGER} times as many")
        for mutant, said, long in pool.map(by_sampling, chosen):
            contradicts = {said, long} == {AGREE, DIFFER}
            wrong += [f"{mutant.fixture}: {mutant.where}: {said}, in the long run {long}"] if contradicts else []
            print(f"{mutant.fixture:24}{mutant.operator:10}{mutant.where:46}{said}; {long}", flush=True)
    print("\n".join(["", *wrong]) if wrong else "nothing missed, nothing contradicted")
    return int(bool(wrong))
