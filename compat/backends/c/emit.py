"""A Program as a C translation unit: its declarations, then functions of flat statements and loops."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from ...graph.origin import as_if_from, user_line
from ...graph.program import Program
from ...graph.variable import Apply
from ...ops.scan.composed import expanded
from ...ops.scan.inner_graph import inner_nodes
from ...rules.for_c import for_c
from . import threads
from .assembly import finished
from .called_functions import called_functions
from .compilers.pointers import type_of
from .computations.building import Computations
from .computations.lengths import Lengths
from .computations.python_calls import is_users
from .ctype import ctype
from .entries import entry_text
from .errors import CannotCompile
from .ir.expressions import named
from .ir.statements import Definition, Function
from .loops.clock import Clock, places_of_lengths
from .loops.clock import parts as kernels
from .loops.context import Context
from .loops.functions import function
from .loops.inner_functions import inner_function
from .nests.inner_axes import inner_axes
from .nests.nest import loops
from .nests.order import scheduled
from .passes import parts
from .passes.lifted import lifted
from .print_c import are_in_pieces, in_piece, unit_text
from .reproducible import check
from .short_axes import Axis
from .support_functions.elementwise import SUPPORT
from .support_functions.libm import PROTOTYPES
from .support_functions.linear_algebra import MATRIX_FUNCTIONS
from .support_functions.text import SupportText
from .support_functions.vector import LIBM_IN_SCALARS, VECTOR_FUNCTIONS
from .target import current


@dataclass
class Unit:
    """A translation unit. `pointers`: functions whose addresses the loader fills in, in the order of its table."""

    text: str
    name: str
    pointers: list[str] = field(default_factory=list)
    called: tuple[Apply, ...] = ()  # nodes that run in Python, in the order of their numbers
    inner_axes: tuple[tuple[Axis, ...], ...] = ()  # the axes of arguments that inner loops run over (inner_axes.py)
    clock: Clock | None = None  # which kernels there are, and where their times are stored


HEAD = (SupportText("unit.h"), VECTOR_FUNCTIONS, PROTOTYPES)  # of every unit
PIECES = SupportText("pieces.h")


def emit(program: Program, name: str = "run", entry: str = "", timed: bool = False, large: bool = False) -> Unit:
    """Return the translation unit of `program`.

    An Op without a C form is called in Python. That raises CannotCompile if its arguments are not tensors, or if the
    length of its result depends on its value.

    entry: "logp" or "expand" adds the function of that name that samplers call (compilation/densities/density.py).
    timed: the clock is read between kernels (clock.py), which makes another text, and so another object. large: the
    data are so long that threads may share the loops of a sampler's function too.
    """
    program, made_for = expanded(program)
    program, stands_for = for_c(program)
    made_for = {node: made_for[old] for node, old in stands_for.items()}
    called = [node for node in inner_nodes(program.nodes) if is_users(node)]
    while True:
        try:
            return _emit(program, name, entry, tuple(called), timed, large)
        except CannotCompile as reason:
            if reason.node is None or any(reason.node is node for node in called):
                reason.node = _around(reason.node, program, made_for)
                raise
            called.append(reason.node)


def _around(node: Apply | None, program: Program, made_for: Mapping[Apply, Apply]) -> Apply | None:
    """Return the node that the caller knows: `node`, the node it is part of, or the loop or branch that contains it."""
    return next((made_for[outer] for outer in program.nodes if any(node is n for n in inner_nodes([outer]))), node)


def _emit(program: Program, name: str, entry: str, called: tuple[Apply, ...], timed: bool, large: bool = False) -> Unit:
    for v in program.inputs:
        ctype(v.type.dtype)  # type: ignore[attr-defined]
    with as_if_from(user_line()):  # lengths are graphs, whose nodes would each look for the same line
        lengths = Lengths(program.inputs)
        computations = Computations(program, lengths, called, inner_function)
    in_parts = large or not entry  # chains are threads already, so parts gain nothing where data are short
    nest = scheduled(computations, in_parts)
    context = Context(named(name), program, computations, nest, timed=timed, fewest_points=threads.smallest())
    lowered = function(context)
    unit = finished(lowered, in_pieces=not timed)  # one clock measures all kernels
    pieces = are_in_pieces(unit)
    text = unit_text(unit, entry_text(entry, len(program.inputs) - 1, len(program.outputs)))
    needs = called_functions(unit)
    support = "".join(SUPPORT[n].text for n in sorted(needs.support))
    has_parts = any(loop.cut for loop in loops(nest.body))
    has_blocks = in_parts and any(name.startswith("compat_product") for name in needs.matrix)
    pooled = (has_parts or has_blocks) and current().has_threads and threads.allowed()
    pointers = sorted(needs.pointers | ({"parallel"} if pooled else set()))
    matrix = "".join(MATRIX_FUNCTIONS[n][0].text for n in sorted(needs.matrix))
    clock = _clock(context, unit, lifted(lowered)) if timed else None
    declared = "" if clock is None else clock.declarations()
    mode = ""
    if current().reproducible:
        check(support + matrix + text, pointers, called)
        mode = "#define COMPAT_REPRODUCIBLE\n"
    head = mode + "".join(part.text for part in HEAD) + support + declared
    head += (PIECES.text if pieces else "") + _pointer_table(pointers, pieces)
    head += parts.support(pooled, has_parts) if has_parts or pooled else ""
    head += matrix + LIBM_IN_SCALARS.text
    return Unit(head + text, name, pointers, called, inner_axes(computations, nest.body), clock)


def _clock(context: Context, unit: Sequence[Definition], before: Sequence[Definition]) -> Clock:
    about = tuple(d.about for d in unit if isinstance(d, Function) and d.about is not None)
    return Clock(kernels(context.schedule.body), about, places_of_lengths(before))


def _pointer_table(pointers: list[str], in_pieces: bool = False) -> str:
    """Return the table of static pointers to functions of other libraries, and the function that fills it."""
    if not pointers:
        return ""
    types = [type_of(p) for p in pointers]
    kept = "OF_UNIT" if in_pieces else "static"
    declared = "".join(f"{kept} {t.replace('(*)', f'(*{p})', 1)};\n" for p, t in zip(pointers, types, strict=True))
    lines = "".join(f"    {p} = ({t})table[{k}];\n" for k, (p, t) in enumerate(zip(pointers, types, strict=True)))
    filled = f"void set_pointers(void *const *table)\n{{\n{lines}}}\n"
    return declared + (in_piece(filled) if in_pieces else filled)


# for process replay, in a checkout: `tools` is not part of the package
_CHECKOUT = Path(__file__).parents[3]
if (_kept_in := os.environ.get("COMPAT_KEEP_UNITS")) and (_CHECKOUT / "tools").is_dir():
    sys.path.append(str(_CHECKOUT))
    _emit = import_module("tools.replay.recording").recorded(_emit, Path(_kept_in))
