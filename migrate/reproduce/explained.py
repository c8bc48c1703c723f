"""Known changes: why a number may differ though nothing is wrong with our run. A row of a table each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from theano_common.saved.versions import Version
from theano_common.version_numbers import version_numbers

from ..compare.hints import LIBRARIES, hints
from .judging import CANNOT_TELL, DIFFERS, EXPLAINED, STILL, Judged, with_word
from .notebook_file import Cell
from .randomness import unseeded
from .releases import Release

BEHIND = "cell {} draws its data from NumPy's stream, which a sampler moved: each release leaves it elsewhere"


def explain(judged: Sequence[Judged], cell: Cell, cells: Sequence[Cell], modules: Mapping[str, str]) -> list[Judged]:
    """Turn `differs` to `explained` where the text of a document, and of the modules that it imports, has the reason.

    Data that are drawn without a seed are others in each run, and all that is inferred from them. What was judged by
    several runs stays: these drew the data anew, too.
    """
    first = unseeded(cells, modules)
    if first is None or cell.number < first:
        return list(judged)
    why = f"cell {first} draws its data without a seed: they are others in each run"
    return [
        replace(one, verdict=EXPLAINED, reason=why) if one.verdict == DIFFERS and not one.runs else one
        for one in judged
    ]


def behind_a_sampler(judged: Sequence[Judged], drawing: int) -> list[Judged]:
    """Explain what differs, or no run moved, where data that the cell `drawing` draws behind a sampler may enter.

    These are the same in all runs of ours, and may be others than the stored ones.
    """
    why = BEHIND.format(drawing)
    return [replace(one, verdict=EXPLAINED, reason=why) if is_other_data(one) else one for one in judged]


def is_other_data(one: Judged) -> bool:
    """Say whether other data may be why a number is another."""
    return one.verdict == DIFFERS or one.reason.startswith(STILL)  # words on our chains may follow


def withdrawn(judged: Sequence[Judged], verdicts: Collection[str], why: str) -> list[Judged]:
    """Turn these verdicts to `cannot tell`, and say why."""
    return [replace(with_word(one, why), verdict=CANNOT_TELL) if one.verdict in verdicts else one for one in judged]


def faults(source: str, releases: Mapping[str, Release]) -> tuple[str, ...]:
    """Return faults of the old release that a document may have met: they stand beside what differs."""
    if "pymc3" not in releases:
        return ()
    found = {}
    for name in releases.keys() & set(LIBRARIES.values()):
        version = ".".join(map(str, version_numbers(releases[name].version)))
        found[name] = Version(version, version, releases[name].evidence)
    return hints(source, found)
