"""Python's collections of cyclic garbage, held back while much is made that stays.

Importing and building a graph make hundreds of thousands of objects and hardly any garbage: each collection would go
over all of them, a tenth of the time for nothing.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collections_paused() -> Iterator[None]:
    """Hold back the collections of cyclic garbage, if there are any, until the block ends."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not gc.get_freeze_count():  # what somebody has frozen stays so
                gc.freeze()
                gc.unfreeze()  # all of it is of the oldest generation now, and the next collection does not look at it
            gc.enable()
