"""theano-compat watch FOLDER: the chains of a run that keeps a checkpoint, while it lasts."""

from __future__ import annotations

import base64
import html
import io
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from theano_common import statistics
from theano_common.draws import Draws
from theano_common.printing import complain, say
from theano_common.saved import checkpoint_folder
from theano_common.saved.checkpoint_folder import RUN
from theano_common.saved.errors import CannotRead
from theano_common.system.file_lock import is_held
from theano_common.system.files import write_whole

SHOWN = 15  # elements of variables, those with the fewest effective draws first
LOOKED_AT = 200  # elements at most, evenly spaced: their statistics take time
GONE = 600.0  # seconds without a draw and without a process, after which a run is taken to have been ended
CLEAR = "\x1b[H\x1b[J"  # of a terminal


def main(folder: str, every: float, once: bool, page: str | None) -> int:
    """Print a table every so many seconds until the run is at its end; `page`: write it, with traces, to that file.

    Return 1 where the run was ended before: nobody writes, and the last draws are ten minutes old.
    """
    path = Path(folder)
    if not (path / RUN).is_file():
        complain("theano-compat watch", f"{folder} is no folder of pm.sample(checkpoint=...)")
        return 2
    while True:
        draws, state = _read(path)
        now = writing(path)
        text = "\n".join([*table(path, draws, state), *([] if is_at_end(draws, state) else [now.text()])])
        if not once and sys.stdout.isatty():
            sys.stdout.write(CLEAR)
        say(text)
        if page is not None:
            write_whole(Path(page), page_of(text, draws, every).encode())
        if once or is_at_end(draws, state):
            return 0
        if not now.held and now.age > GONE:
            return 1
        sys.stdout.flush()
        time.sleep(every)


@dataclass(frozen=True)
class Writing:
    """Who writes to a folder. age: seconds since the last draws were kept, or since the run began."""

    age: float
    held: bool

    def text(self) -> str:
        """Return the line below the table."""
        last = f"The last draws were kept {shown(self.age)} ago"
        if self.held:
            return f"{last}; the run goes on."
        return (
            f"{last}, and no process of this machine writes to the folder: it was ended, or runs on another machine. "
            "The same call goes on with it."
        )


def writing(path: Path) -> Writing:
    """Look who writes to the folder of a run."""
    kept = [one for one in path.glob("chain-*/*") if one.name != "lock"] or [path / RUN]
    locks = [path / "lock", *path.glob("chain-*/lock")]
    last = max((one.stat().st_mtime for one in kept if one.exists()), default=0.0)
    return Writing(max(0.0, time.time() - last), any(map(is_held, locks)))


def shown(seconds: float) -> str:
    """Return a length of time in words."""
    for unit, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds:.0f} s"


def is_at_end(draws: Draws | None, state: str) -> bool:
    """Say whether nothing more is to come."""
    return state.startswith("it is the folder of a fit") or (draws is not None and draws.ended == "complete")


def _read(path: Path) -> tuple[Draws | None, str]:
    """Return the draws so far, or None and the reason."""
    try:
        return checkpoint_folder.load(path), ""
    except CannotRead as reason:
        return None, str(reason)


def table(path: Path, draws: Draws | None, state: str) -> list[str]:
    """Return the lines: a line for each chain, and one for each element of the variables."""
    about = json.loads((path / RUN).read_text(encoding="utf-8"))["about"]
    lines = [f"{path}  {time.strftime('%H:%M:%S')}"]
    if draws is None:
        return [*lines, state]
    total = int(about["tune"]) + int(about["draws"])
    for k, chain in enumerate(draws.chains):
        warm = chain.warmup_samples or {}
        tuned = len(next(iter(warm.values()))) if warm else 0
        done = f"{tuned + len(chain):,} of {total:,}" + (" (tuning)" if not len(chain) else "")
        diverging = int(np.sum(chain.stats.get("diverging", 0)))
        lines.append(f"chain {k}  {done}" + (f"  {diverging} divergences" if diverging else ""))
    rows = elements(draws)
    if rows:
        width = max(len(row.name) for row in rows)
        lines += ["", f"{'':{width}} {'mean':>10} {'sd':>10} {'ess_bulk':>9} {'ess_tail':>9} {'r_hat':>6}"]
        for row in rows[:SHOWN]:
            numbers = f"{row.mean:10.4g} {row.sd:10.4g} {row.ess_bulk:9.0f} {row.ess_tail:9.0f} {row.r_hat:6.3f}"
            lines.append(f"{row.name:{width}} {numbers}")
        if len(rows) > SHOWN:
            lines.append(f"... and {len(rows) - SHOWN} with more effective draws")
    return lines if draws.ended != "complete" else [*lines, "The run is at its end."]


@dataclass(frozen=True)
class Element:
    """An element of a variable: its draws, (chains, draws), and what the table says of them."""

    name: str
    draws: np.ndarray
    mean: float
    sd: float
    ess_bulk: float
    ess_tail: float
    r_hat: float


def elements(draws: Draws) -> list[Element]:
    """Return the elements of the variables, those with the fewest effective draws first."""
    if len(draws) < 4:
        return []
    names = [(name, index) for name in draws.variables for index in np.ndindex(draws.stacked(name).shape[2:])]
    rows = []
    for name, index in names[:: -(-len(names) // LOOKED_AT)]:
        x = draws.stacked(name)[(slice(None), slice(None), *index)].astype(float)
        shown = f"{name}{list(index)}" if index else name
        found = (statistics.ess_bulk(x), statistics.ess_tail(x), statistics.rhat(x))
        rows.append(Element(shown, x, float(x.mean()), float(x.std()), *found))
    return sorted(rows, key=lambda row: np.nan_to_num(row.ess_bulk, nan=-1.0))


def page_of(text: str, draws: Draws | None, every: float) -> str:
    """Return a page with the table and the traces of the first elements in it; it loads itself again."""
    picture = "" if draws is None else _traces(draws)
    again = f'<meta http-equiv="refresh" content="{max(1, round(every))}">'
    return f'<!doctype html><meta charset="utf-8">{again}<pre>{html.escape(text)}</pre>{picture}\n'


def _traces(draws: Draws) -> str:
    try:
        from matplotlib.figure import Figure  # only for the page
    except ImportError:
        return "<p>matplotlib is not installed, so there are no pictures.</p>"
    shown = elements(draws)[:SHOWN]
    if not shown:
        return ""
    figure = Figure(figsize=(9, 1.4 * len(shown)), layout="constrained")
    axes: Any = figure.subplots(len(shown), 1, squeeze=False)
    for axis, one in zip(axes[:, 0], shown, strict=True):
        axis.plot(one.draws.T, linewidth=0.5)
        axis.set_title(one.name, fontsize=8, loc="left")
        axis.tick_params(labelsize=7)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=80)
    return f'<img alt="traces" src="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}">'


__all__ = ["Element", "Writing", "elements", "main", "page_of", "table", "writing"]
