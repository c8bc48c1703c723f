"""What a document's text tells of random draws: whether any can enter a cell's numbers, and whether data had a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .data_draws import SEEDS, DataDraws
from .inference import inferring
from .notebook_file import Cell
from .own_modules import with_modules

# Words of whatever draws, or stops where an optimiser does.
DRAWS = re.compile(
    r"random|\brand|\.rvs\b|[sS]ample|shuffle|\bfit|ADVI|SVGD|find_MAP|minimi[sz]e|optimi[sz]e|choice|train_test_split"
    r"|\bRandomS|KFold|\bkde|bootstrap|default_rng|curve_fit|\bMinibatch|\b(?:seed|rng)\b|time\b|clock"
)

OWN_STREAM = re.compile(  # a stream of its own, without a seed
    r"\b(?:RandomState|default_rng|Random)\s*\(\s*(?:(?:\w+\s*=\s*)?None\s*)?\)"
    r"|\b(?:SystemRandom|urandom|import secrets)\b"
)


def drawn(cells: Sequence[Cell], modules: Mapping[str, str]) -> list[bool]:
    """Return for each cell whether random draws may enter its numbers: words of it, of a cell before or of a module."""
    found, some = [], False
    for cell in cells:
        some = some or DRAWS.search(with_modules(cell.source, modules)) is not None
        found.append(some)
    return found


def unseeded(cells: Sequence[Cell], modules: Mapping[str, str]) -> int | None:
    """Return the number of the first cell that draws data without a seed before; None if there is none.

    modules: those of the repository, by name. What a function of them draws, is drawn where the function is called.
    """
    known = DataDraws(modules)
    for cell in cells:
        if (draws := known.draws(cell.python)) is not None:
            return cell.number if draws else None
    return None


def repeats(cells: Sequence[Cell], modules: Mapping[str, str]) -> bool:
    """Say whether another run may print other numbers: a cell samples or fits, or draws data without a seed."""
    return any(inferring(cells, modules)) or unseeded(cells, modules) is not None


def first_drawing(cells: Sequence[Cell], modules: Mapping[str, str]) -> int:
    """Return the number of the first cell that another run may change; one more than there are where none is."""
    infers = inferring(cells, modules)
    own = [OWN_STREAM.search(with_modules(cell.source, modules)) for cell in cells]
    known = [cell.number for i, cell in enumerate(cells) if infers[i] or own[i]]
    return min([*known, unseeded(cells, modules) or len(cells) + 1, len(cells) + 1])


def seeds(cells: Sequence[Cell], modules: Mapping[str, str]) -> bool:
    """Say whether a cell, or a module that it imports, gives a seed."""
    return any(SEEDS.search(with_modules(cell.source, modules)) for cell in cells)
