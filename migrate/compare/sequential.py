"""Sample until the draws decide: looks at growing numbers of new draws share the error levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from theano_common.draws import Draws

from .comparison import compare
from .replay import Again, run_script
from .report import Report
from .settings import Settings
from .verdict import UNDECIDED

MOST_LOOKS = 8
LEAST_GROWTH, MOST_GROWTH = 2.0, 8.0  # a look's draws relative to the previous look's
TOO_MANY = 4  # times the saved draws: beyond that, the saved side's errors dominate


def until_decided(
    old: Draws,
    script: str | Path,
    arguments: Sequence[str] = (),
    settings: Settings | None = None,
    say: Callable[[str], None] = lambda line: None,
    *,
    install: bool = True,
) -> tuple[Report, Draws]:
    """Run the script, and again with other seeds and more draws, until the answer is not "not enough draws".

    The k-th look spends 2^-k of the levels, so that all looks together keep them. Each look samples afresh: chains
    then have one length and one warm-up, and looks are independent. It ends undecided after MOST_LOOKS looks, or
    where more new draws cannot help because there are too few saved ones. `say` is called before each further look.
    `install`: as in `run_script`. Returns the last look's report and draws.
    """
    run = run_script(old, script, arguments, install=install)
    new, replay = run.draws, run.replay
    for look in range(1, MOST_LOOKS + 1):
        assert new is not None
        report = compare(old, new, replay, settings, share=0.5**look)
        drawn = sum(len(chain) for chain in new.chains)
        if report.answer != UNDECIDED:
            note = f"Decided at look {look} of at most {MOST_LOOKS}, with {0.5**look:g} of the error levels."
            return _ended(report, note), new
        if report.needs_saved and look > 1 and drawn > TOO_MANY * sum(len(chain) for chain in old.chains):
            return _ended(report, f"More than {drawn} new draws would not help: the saved ones are too few."), new
        if report.needed is None:
            return _ended(report, "More draws would not decide it."), new
        if look < MOST_LOOKS:
            growth = min(max((report.needed or drawn) / drawn, LEAST_GROWTH), MOST_GROWTH)
            length = round(growth * len(new))
            say(f"look {look}: {report.answer} ({drawn} new draws); now {len(new.chains) * length}")
            new = run_script(old, script, arguments, install=install, again=Again(length, look)).draws
    assert new is not None
    return _ended(report, f"Not decided in {MOST_LOOKS} looks."), new


def _ended(report: Report, remark: str) -> Report:
    return replace(report, remarks=(*report.remarks, remark))
