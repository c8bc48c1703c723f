"""A fit that is kept in a folder while it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.saved.checkpoint_folder import STATE

from ..keeping.chain_state import is_followed
from ..keeping.checkpoint import StateFile, opened_run
from ..keeping.request import Kept
from ..keeping.run_identity import identity_of_fit

if TYPE_CHECKING:
    from ...functions.function import Function
    from ...models.model import Model


@dataclass
class KeptFit:
    """The state of a fit: the shared variables that a step updates, the losses, and callbacks that are objects.

    file: None keeps nothing. ended: a callback has ended the fit.
    """

    step: Function
    callbacks: Sequence[Any]
    file: StateFile | None
    ended: bool = False

    def goes_on(self, losses: np.ndarray | None) -> int:
        """Go on from what is kept, and return how many steps that had made; fill their losses."""
        found = None if self.file is None else self.file.read(self._value(0, losses))
        if found is None:
            return 0
        for shared, value in zip(self.step.updated, found["shared"], strict=True):
            shared.container.put(value)
        done: int = found["done"]
        if losses is not None:
            losses[:done] = found["losses"]
        self.ended = found["ended"]
        return done

    def keep(self, done: int, losses: np.ndarray | None, now: bool = False) -> None:
        """Write the state after `done` steps if it is time for it, or `now`."""
        if self.file is not None and (now or self.file.rhythm.is_due()):
            self.file.write(self._value(done, losses))

    def _value(self, done: int, losses: np.ndarray | None) -> dict[str, Any]:
        return {
            "done": done,
            "ended": self.ended,
            "losses": None if losses is None else losses[:done],
            "shared": [one.container.held for one in self.step.updated],
            "callbacks": [one for one in self.callbacks if is_followed(one)],
        }


@contextmanager
def kept_fit(
    kept: Kept | None, model: Model, n: int, step: Function, callbacks: Sequence[Any], options: Mapping[str, Any]
) -> Iterator[KeptFit]:
    """Open the folder of a fit, or begin one. options: of the method. Raises CheckpointError for that of another."""
    if kept is None:
        yield KeptFit(step, callbacks, None)
        return
    with opened_run(kept.folder, identity_of_fit(model, n, step, options, callbacks), []) as checkpoint:
        yield KeptFit(step, callbacks, StateFile(checkpoint.path / STATE))


__all__ = ["KeptFit", "kept_fit"]
