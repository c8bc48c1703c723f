"""`ProfileStats.summary_memory`: what a function's rows write, and how much memory is held at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from ...settings import config


@dataclass(frozen=True)
class Written:
    """An array that a row writes; `owned`: it has memory of its own, unlike a view."""

    shape: tuple[int, ...]
    bytes: int
    owned: bool = True


Arrays = Sequence[Written]


def print_memory(written: Mapping[Any, Arrays], peak: int, most: int | None, file: TextIO | None) -> None:
    """Print in legacy's layout. `written`: row -> its arrays in the last call; peak: most bytes held at once."""
    owned = sum(a.bytes for arrays in written.values() for a in arrays if a.owned)
    print("Memory Profile\n(Sparse variables are ignored)\n---", file=file)
    print("    Max peak memory with current setting", file=file)
    print(f"        CPU: {_kilobytes(peak)}KB", file=file)
    print("    Max peak memory if allow_gc=False (linker don't make a difference)", file=file)
    print(f"        CPU: {_kilobytes(owned)}KB\n---\n", file=file)
    print(
        "    <Sum apply outputs (bytes)> <Apply outputs shape> <created/inplace/view> <Apply node>\n",
        file=file,
    )
    sizes = {row: sum(a.bytes for a in arrays) for row, arrays in written.items()}
    ranked = sorted(sizes.items(), key=lambda pair: -pair[1])[:most]
    shown = [(row, size) for row, size in ranked if size >= config.profiling__min_memory_size]
    for row, size in shown:
        shapes, codes = [a.shape for a in written[row]], " ".join("c" if a.owned else "v" for a in written[row])
        print(f"     {size:9d}B  {shapes} {codes} {row}", file=file)
    total = sum(sizes.values())
    rest = total - sum(size for _, size in shown)
    print(
        f"   ... (remaining {len(sizes) - len(shown)} Apply account for {rest:4d}B/{total}B "
        f"({100 * rest / (total or 1):.2f}%) of the Apply with dense outputs sizes)\n",
        file=file,
    )


def _kilobytes(number: int) -> int:
    return round(number / 1024)
