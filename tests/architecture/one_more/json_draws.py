"""A format of saved posteriors that no old library wrote: one file in common/saved/."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from theano_common.draws import Chain, Draws
from theano_common.saved.errors import CannotRead
from theano_common.saved.format import Format


def load(path: Path) -> Draws:
    """Draws by name, of one chain."""
    try:
        held = json.loads(path.read_text())
        return Draws((Chain({name: np.asarray(values, dtype=float) for name, values in held.items()}),))
    except (ValueError, AttributeError) as error:
        raise CannotRead(f"it is no JSON of draws by name: {error}") from None


FORMAT = Format("a JSON file of draws by name", load, begins=(b"{",))
