"""An explanation as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .count import count
from .facts import Facts
from .kernel import Kernel

WIDEST = 118
_LENGTH = re.compile(r"\bn\d+\b")
_SUM = re.compile(r"(?:(?<=\[)|(?<= )|(?<=\())\(?(?<![-*] )(?<![-*] \()\b(\d+) ([+-]) (\d+)\b(?! [*.])\)?")


def text(e: Facts) -> str:
    """Write the whole explanation: the program, each kernel with its formulas, the buffers, the totals."""
    lines = [
        e.title,
        "=" * len(e.title),
        f"Backend: {backend(e)}",
        *e.notes,
        "",
        "Program",
        "-------",
        *e.program,
        "",
        "Kernels",
        "-------",
    ]
    if e.meaning and e.kernels and not e.lengths:
        lines += [*_filled("Lengths: ", [meaning(e, n) for n in e.meaning]), ""]
    if e.kernels:
        lines += [*table(kernel_rows(e)), "", summary(e), "", "What each computes", "------------------"]
    for kernel in e.kernels:
        lines += _computed(e, kernel, "")
    if e.buffers:
        lines += ["", "Buffers", "-------", *table(buffer_rows(e))]
    return "\n".join(lines)


def backend(e: Facts) -> str:
    """Return the backend of an explanation, with the compiler if there is one."""
    names = {"c": "C", "python": "Python (NumPy), node by node", "jax": "JAX (XLA)"}
    return names.get(e.backend, e.backend) + (f", {e.compiler}" if e.compiler else "")


def meaning(e: Facts, length: str) -> str:
    """Return a length as its name, its meaning, and its value in the measured call."""
    value = f" = {e.lengths[length]}" if length in e.lengths else ""
    return f"{length} = {e.meaning[length]}{value}"


def _computed(e: Facts, k: Kernel, indent: str) -> list[str]:
    """Write a kernel's loops and formulas, and those inside of it."""
    head = f"for {shown(e, k, k.loops)}:" if k.loops else ""
    lines = [f"{indent}{k.name:<4}{head}".rstrip()] if head or len(k.formulas) != 1 else []
    lines += [f"{indent}    {shown(e, k, line)}" for line in k.formulas]
    if not head and len(k.formulas) == 1:
        lines = [f"{indent}{k.name:<4}{shown(e, k, k.formulas[0])}"]
    if k.inner:
        steps = f"each of {amount(e, k.steps)} steps:" if k.steps is not None and k.steps != count(1) else "inside:"
        lines.append(f"{indent}    {steps}")
        for inner in k.inner:
            lines += _computed(e, inner, indent + "      ")
    return lines


def shown(e: Facts, k: Kernel, text: str) -> str:
    """Write a formula with the lengths that are known."""

    def value(found: re.Match[str]) -> str:
        name = k.scope + found[0]
        return str(e.lengths.get(name, name))

    text, before = _LENGTH.sub(value, text), ""
    while text != before:
        before = text
        text = _SUM.sub(lambda m: str(int(m[1]) + int(f"{m[2]}{m[3]}")), text)
    return text


def kernel_rows(e: Facts) -> list[list[str]]:
    """Make a head and a row for each kernel."""
    rows = [["", "time", "share", "flops", "functions", "bytes", "Ops"]]
    whole = e.kernel_seconds
    for k in e.kernels:
        moved = k.bytes(e.lengths)
        share = f"{100 * k.seconds / whole:.0f} %" if whole and k.seconds is not None else ""
        rows.append(
            [
                k.name,
                "" if k.seconds is None else time(k.seconds),
                share,
                flops_text(e, k),
                "" if k.functions is None else amount(e, k.functions),
                "" if moved is None else size(moved),
                ops_text(k),
            ]
        )
    return rows


def ops_text(k: Kernel, most: int = 8) -> str:
    """List the Ops that a kernel fuses, the first `most` by name."""
    return ", ".join(k.ops[:most]) + (f", {len(k.ops) - most} more" if len(k.ops) > most else "")


def flops_text(e: Facts, k: Kernel) -> str:
    """Write the number of arithmetic operations of a kernel, or "unknown"."""
    return "unknown" if k.flops is None else amount(e, k.flops)


def summary(e: Facts) -> str:
    """Return the totals of all kernels, and the time of a call."""
    known = e.flops()
    words = [f"{len(e.kernels)} kernel{'s' * (len(e.kernels) != 1)}"]
    if known:
        words.append(f"{quantity(known)} flops")
    moved = [k.bytes(e.lengths) for k in e.kernels]
    total = sum((m for m in moved if m is not None), start=0.0)
    if None not in moved and total:
        words.append(f"{size(total)} moved")
    together = e.kernel_seconds
    if together is not None:
        words.append(
            f"{time(together)} together" + (f" ({quantity(known / together)} flops/s)" if known and together else "")
        )
    if e.begin is not None and e.end is not None:
        words.append(f"{time(e.begin + e.end)} before and after them")
    if e.seconds is not None:
        words.append(f"a call from Python {time(e.seconds)}")
    rough = (
        f" A reading of the clock takes {time(e.clock)}, which is taken off: times of as little are rough."
        if e.clock and any(k.seconds is not None and k.seconds < 2 * e.clock for k in e.kernels)
        else ""
    )
    return ", ".join(words) + "." + rough


def amount(e: Facts, count: object) -> str:
    """Write a Count as a number if the lengths are known, else symbolically."""
    value = count.at(e.lengths)  # type: ignore[attr-defined]
    return str(count) if value is None else quantity(value)


def quantity(value: float) -> str:
    """Write a number with at most four digits."""
    for unit, name in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")):
        if value >= unit:
            return f"{value / (1e3 if name == 'k' else unit):.4g} {name}"
    return f"{value:.0f}" if value == int(value) else f"{value:.4g}"


def size(value: float) -> str:
    """Write a number of bytes, in bytes, kB, MB or GB."""
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e4, "kB")):
        if value >= unit:
            return f"{value / (1e3 if name == 'kB' else unit):.4g} {name}"
    return f"{value:.0f} bytes"


def time(seconds: float) -> str:
    """Write a time, given in seconds, in s, ms, us or ns."""
    for unit, name in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds * 1e9:.0f} ns"


def buffer_rows(e: Facts) -> list[list[str]]:
    """Make a head and a row for each buffer."""
    rows = [["name", "what", "role", "shape", "dtype", "bytes", "used by"]]
    for b in e.buffers:
        whole = b.bytes(e.lengths)
        rows.append(
            [
                b.name,
                b.what,
                b.role,
                b.shape_text(e.lengths),
                b.dtype,
                "" if whole is None else f"{whole:.0f}",
                lifetime(b.first, b.last),
            ]
        )
    return rows


def lifetime(first: int, last: int) -> str:
    """Return the numbers of the kernels from `first` to `last` that use a buffer; "" if `first` is 0."""
    return "" if not first else f"k{first}" if first == last else f"k{first} to k{last}"


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write rows of texts as lines of aligned columns."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _filled(head: str, parts: Sequence[str]) -> list[str]:
    lines = [head]
    for k, part in enumerate(parts):
        piece = part + (";" if k + 1 < len(parts) else "")
        if len(lines[-1]) + len(piece) > WIDEST and lines[-1].strip():
            lines.append(" " * len(head))
        lines[-1] += piece + " "
    return [line.rstrip() for line in lines]
