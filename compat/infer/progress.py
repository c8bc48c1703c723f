"""The progress bar of all samplers, by tqdm."""

from __future__ import annotations

import threading
from importlib.util import find_spec
from typing import Any, Literal

from theano_common.watching import in_notebook, somebody_watches

Progress = bool | Literal["always"]


class ProgressBar:
    """Counts draws, or other units, up to `total` (None: unknown), followed by a note (divergences, phase).

    progress=True shows it on a terminal and in a notebook, "always" also if output goes to a file, False never.
    """

    def __init__(self, total: int | None, label: str, progress: Progress = True, unit: str = "draw"):
        self._done = 0
        self._total = total
        self._lock = threading.Lock()
        self._bar: Any = None
        if progress and (progress == "always" or somebody_watches()):
            self._bar = _open(total, label, unit)

    @property
    def shown(self) -> bool:
        return self._bar is not None

    def advance_to(self, done: int, note: str = "") -> None:
        """Set the count, which never decreases. Any thread may call it."""
        if self._bar is None:
            return
        with self._lock:
            self._bar.set_postfix_str(note, refresh=False)
            if done > self._done:
                done = done if self._total is None else min(done, self._total)
                self._bar.update(done - self._done)
                self._done = done

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.refresh()
            self._bar.close()


def _open(total: int | None, label: str, unit: str) -> Any:
    if in_notebook() and find_spec("ipywidgets") is not None:  # without it tqdm.auto warns, and shows text too
        from tqdm.auto import tqdm
    else:
        from tqdm.std import tqdm
    return tqdm(total=total, desc=label, unit=unit, dynamic_ncols=True)
