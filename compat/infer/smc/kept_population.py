"""A population that is kept in a folder while its stages last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...models.backends.memory import NDArray
from ..keeping.chain_state import ChainState, packed, unpacked
from ..keeping.checkpoint import ChainFolder
from .smc import SMC


@dataclass
class KeptPopulation:
    """stages: (inverse temperature, acceptance, moves) of each stage that is over. folder: None keeps nothing."""

    smc: SMC
    folder: ChainFolder | None
    stages: list[tuple[float, float, int]] = field(default_factory=list)
    _trace: NDArray | None = None  # of a population that an earlier process brought to its end

    def goes_on(self) -> bool:
        """Go on from what is kept, if anything is; return whether it is."""
        if self.folder is None:
            return False
        ended = self.smc.empty_trace()
        found = self.folder.read(ended)
        if found is not None:
            self._trace = ended
            value = unpacked(found.tree["population"], found.arrays)
        else:
            value = self.folder.state.read()
        if value is None:
            return False
        self.smc.restore(value["smc"])
        self.stages = value["stages"]
        np.random.set_state(value["generator"])
        return True

    def keep(self) -> None:
        """Write the state if it is time for it."""
        if self.folder is not None and self.folder.state.rhythm.is_due():
            self.folder.state.write(self._value())

    def trace(self) -> NDArray:
        """Return the particles as a chain, and keep them in place of the state."""
        if self._trace is None:
            self._trace = self.smc.posterior_to_trace()
            if self.folder is not None:
                tree, arrays = packed(self._value())
                self.folder.write(self._trace, ChainState(len(self._trace), {"population": tree}, arrays))
                self.folder.state.path.unlink(missing_ok=True)
        return self._trace

    def _value(self) -> dict[str, Any]:
        generator = np.random.get_state(legacy=False)
        return {"smc": self.smc.state(), "stages": self.stages, "generator": generator}


__all__ = ["KeptPopulation"]
