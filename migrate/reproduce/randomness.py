"""What a document's text tells of random draws: whether any can enter a cell's numbers, and whether data had a seed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .notebook_file import Cell
from .own_modules import with_modules

# Words of whatever draws, or stops where an optimiser does.
DRAWS = re.compile(
    r"random|\brand|\.rvs\b|[sS]ample|shuffle|\bfit|ADVI|SVGD|find_MAP|minimi[sz]e|optimi[sz]e|choice|train_test_split"
    r"|\bRandomS|KFold|\bkde|bootstrap|default_rng|curve_fit|\bMinibatch|\b(?:seed|rng)\b|time\b|clock"
)
SEEDS = re.compile(r"\bseed\s*\(|RandomState\s*\(\s*\w|default_rng\s*\(\s*\w|random_state\s*=|set_tt_rng|\bseed\s*=")
DATA = re.compile(
    r"\b(?:np|numpy)\.random\.(?!seed|RandomState|default_rng|set_state|get_state)\w+\s*\(|\.rvs\s*\((?![^)\n]*random_state)"
    r"|\b(?:rnd|random)\.(?:gauss|random|uniform|choice|randint|sample|shuffle)\s*\(|(?<![\w.])(?:randn?|randint)\s*\("
    r"|\.random\s*\((?![^)\n]*seed)"
)


def drawn(cells: Sequence[Cell], modules: Mapping[str, str]) -> list[bool]:
    """Return for each cell whether random draws may enter its numbers: words of it, of a cell before or of a module."""
    found, some = [], False
    for cell in cells:
        some = some or DRAWS.search(with_modules(cell.source, modules)) is not None
        found.append(some)
    return found


def unseeded(cells: Sequence[Cell]) -> int | None:
    """Return the number of the first cell that draws data without a seed before; None if there is none."""
    for cell in cells:
        drawn_here, seeded = DATA.search(_code(cell.source)), SEEDS.search(_code(cell.source))
        if drawn_here and not (seeded and seeded.start() < drawn_here.start()):
            return cell.number
        if seeded:
            return None
    return None


def _code(source: str) -> str:
    return re.sub(r"#[^\n]*", "", source)
