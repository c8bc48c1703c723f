"""Large loops that are cut into parts for threads: a function of its own runs one part.

The number of parts follows from the lengths alone. Each part has its own sums, which are added up in order, so the
result does not depend on the number of threads. If a sum is a whole array, the first part uses the array itself, and
each other part a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from ....rules import thresholds
from .. import threads
from ..captured import captured, declarations, member, taken
from ..computations.computation import Computation
from ..ctype import ctype, kind
from ..ir import (
    BAD,
    ZERO,
    Assign,
    Block,
    Code,
    Declared,
    Definition,
    Expr,
    Field,
    Flag,
    For,
    Function,
    Int,
    Length,
    Let,
    Line,
    Load,
    Member,
    Name,
    Pointer,
    Return,
    SegmentLength,
    Struct,
    Variable,
    code,
    expression,
    has_flag,
    joined,
    names,
    names_in,
)
from ..nests.nest import Loop, Tiled
from ..nests.parallel_loops import cost
from ..passes.order import rewritten
from ..support_functions.text import SupportText
from ..target import LANES
from .accumulate import open_accumulator
from .loop_context import Where
from .writer_protocols import Writing

_COMBINED = {"sum": "+", "prod": "*", "all": "&", "any": "|"}


def support(pooled: bool) -> str:
    """Return the support text for such loops; pooled: the unit has the pointer to the thread pool."""
    words = {"PART": repr(thresholds.PARALLEL_PART_COST), "COPY": repr(thresholds.PARALLEL_COPY_COST)}
    files = ["parts_of_loops.c", "in_parts_on_threads.c" if pooled else "in_parts.c"]
    return "".join(SupportText(file, words=words).text for file in files)


def _work(loop: Loop) -> Expr:
    """Return the cost of the loop."""
    of: dict[tuple[Any, ...], int] = {}
    for computation in loop.computations:
        lengths = _factors(computation.space)
        of[lengths] = of.get(lengths, 0) + cost(computation)
    terms = [(" * ".join([f"{points}.0", *["{}"] * len(lengths)]), lengths) for lengths, points in of.items()]
    return code(" + ".join(template for template, _ in terms), *(n for _, lengths in terms for n in lengths))


def _factors(space: tuple[Length, ...]) -> tuple[Length, ...]:
    """Return factors whose product is the number of points of `space`."""
    return (space[-1].total,) if space and isinstance(space[-1], SegmentLength) else space


def write(w: Writing, loop: Loop, sums: Sequence[Computation], where: Where) -> None:
    """Write the call that runs all parts of the loop, and the function that runs one.

    sums: accumulated over the outermost loop; their initial values are already declared.
    """
    with w.inside() as written:
        for computation in sums:
            open_accumulator(w, computation, where)
        w.over(loop, replace(where, ends=(Field(Name("part"), "first"), Field(Name("part"), "end"))))
    body = rewritten(written, f"{w.name}, a part")
    private = w.schedule.private_to(loop)
    with w.inside(new_names=False) as memory:
        w.scratch(private)
    arrays = {w.memory(c): c for c in sums if c.in_memory_accumulator}
    sums = [c for c in sums if not c.in_memory_accumulator]
    words = names_in(*memory, *body).union(names(expression(loop.length)), *(names(w.size(i)) for i in arrays.values()))
    given = _given(w, words - declarations([*memory, *body]).keys())
    fails = has_flag(body) or "arena" in words
    registers = [register for c in sums for register in _registers(c, where)]
    name = w.defines_part(lambda name: _functions(w, name, loop, registers, arrays, given, memory, body, fails))
    _call(w, name, loop, registers, arrays, given, fails)


@dataclass(frozen=True)
class _Register:
    """A variable that accumulates: each part has its own."""

    name: str
    type: str
    computation: Computation
    flag: bool = False  # whether it records that there was a NaN


def _registers(computation: Computation, where: Where) -> list[_Register]:
    """Return the variables that accumulate `computation`: a vector or a number, and a flag for NaN."""
    n, dtype = computation.number, ctype(computation.accumulator)
    if n in where.lanes:
        return [_Register(f"s{n}", f"LANES({dtype})", computation)]
    nan = [_Register(f"nan{n}", "int", computation, flag=True)] if computation.watches_nan else []
    return [_Register(f"a{n}", dtype, computation), *nan]


def _given(w: Writing, words: set[str]) -> list[Declared]:
    """Return the variables that are passed to a part, which reads `words`."""
    lengths = [s for s in w.computations.lengths.body if isinstance(s, Let)]
    memory = [
        Variable(name, Pointer(ctype(i.dtype), restrict=True), None)
        for i in w.schedule.order
        if (name := f"b{i.number}") in words
    ]
    arrays = [*w.inputs, *w.outputs, *memory]
    around = (*_read(lengths, words), *_read(arrays, words), *w.body)
    return captured(words, declarations(s for s in around if not isinstance(s, Let | Variable) or s.name in words))


def _read(declared: Sequence[Any], words: set[str]) -> list[Any]:
    return sorted((s for s in declared if s.name in words), key=attrgetter("name"))


def _functions(
    w: Writing,
    name: str,
    loop: Loop,
    registers: Sequence[_Register],
    arrays: dict[str, Computation],
    given: list[Declared],
    memory: Sequence[Any],
    body: Sequence[Any],
    fails: bool,
) -> tuple[Definition, ...]:
    """Return the struct that is passed to the parts, and the function that runs one."""
    members = [Member("parts", "int64_t"), *map(member, given)]
    members += [Member(r.name, r.type, "MOST_PARTS") for r in registers]
    for array, computation in arrays.items():
        members.append(Member(f"{array}_copies", Pointer(ctype(computation.accumulator))))
    points = LANES if all(len(c.space) == 1 for c in loop.computations) else 1
    step = loop.how.size if isinstance(loop.how, Tiled) else points
    values, number = Name("values"), Name("number")
    part = code(f"part_of({{}}, {{}}, {{}}, {step})", loop.length, Field(values, "parts", through=True), number)
    struct = Struct(f"{name}_values", tuple(members))
    statements = [
        Variable("values", Pointer(f"struct {struct.name}"), Name("given"), fixed=True),
        # arrays with copies come last: their offsets depend on lengths
        *(taken(d, _own(w, d.name, arrays)) for d in sorted(given, key=lambda d: d.name in arrays)),
        Variable("part", "struct part", part, fixed=True),
        *([Variable(BAD.name, "int", ZERO)] if fails else []),
        *memory,
        *body,
    ]
    statements += [Assign(Load(Field(values, r.name, through=True), number), Name(r.name)) for r in registers]
    statements += [*w.freed(names_in(*memory)), Return(BAD if fails else ZERO)]
    parameters = Declared("given", Pointer("void")), Declared("number", "int64_t")
    return struct, Function(name, parameters, tuple(statements))


def _own(w: Writing, name: str, arrays: dict[str, Computation]) -> Expr:
    """Return where a part has its own array `name`."""
    values, number = Name("values"), Name("number")
    array = Field(values, name, through=True)
    if name not in arrays:
        return array
    return code(
        "{} ? {} + ({} - 1) * {} : {}",
        number,
        Field(values, f"{name}_copies", through=True),
        number,
        _factor(w.size(arrays[name])),
        array,
    )


def _call(
    w: Writing,
    name: str,
    loop: Loop,
    registers: Sequence[_Register],
    arrays: dict[str, Computation],
    given: list[Declared],
    fails: bool,
) -> None:
    smallest = threads.smallest()
    points = joined(" * ", _factors(max((c.space for c in loop.computations), key=len)))
    work: Expr = _work(loop)
    if arrays:  # adding up the copies takes time too
        sizes = [w.size(c) for c in arrays.values()]
        work = code(f"fewer({{}}, {' + '.join(['{}'] * len(sizes))})", work, *sizes)
    values, k, j = Name("values"), Name("k"), Name("j")
    parts = Field(values, "parts")
    with w.inside(new_names=False) as body:
        w.add(Variable(values.name, f"struct {name}_values", None))
        number = code("parts_of({})", work)
        w.add(Assign(parts, code(f"{{}} < {smallest} ? 1 : {{}}", points, number) if smallest else number))
        for array, computation in arrays.items():
            copies = Field(values, f"{array}_copies")
            size = code("(size_t)(({} - 1) * {}) * sizeof *{}", parts, _factor(w.size(computation)), Name(array))
            w.add(Assign(copies, code("{} > 1 ? malloc({}) : 0", parts, size)))
            w.line("if (!{}) {} = 1;", copies, parts)
        w.add(*(Assign(Field(values, d.name), Name(d.name)) for d in given))
        call = code(f"in_parts({name}, &{{}}, {{}})", values, parts)
        w.add(Flag(call) if fails else Line(code("{};", call)))
        if registers:
            with w.inside(new_names=False) as added:
                for r in registers:
                    more = Load(Field(values, r.name), k)
                    if r.flag:
                        w.add(Assign(Name(r.name), more, "|="))
                    else:
                        _combine(w, r.computation, Name(r.name), more)
            w.add(For(k.name, ZERO, parts, tuple(added)))
        for array, computation in arrays.items():
            elements, copies = w.size(computation), Field(values, f"{array}_copies")
            with w.inside(new_names=False) as added:
                at = code("({} - 1) * {} + {}", k, _factor(elements), j)
                _combine(w, computation, Load(Name(array), j), Load(copies, at))
            each = For(j.name, ZERO, elements, tuple(added), in_line=True)
            w.add(For(k.name, Int(1), parts, (each,), below=True))
            w.line("free({});", copies)
    w.add(Block(tuple(body)))


def _factor(size: Expr) -> Expr:
    """Return a size as a factor of a product."""
    return size if isinstance(size, Name | Int) else Code("({})", (size,))


def _combine(w: Writing, computation: Computation, a: Expr, more: Expr) -> None:
    """Accumulate `more` into `a`."""
    if computation.combine in ("max", "min"):
        nan = code(" || __builtin_isnan({})", more) if kind(computation.accumulator) == "f" else Code("")
        sign = ">" if computation.combine == "max" else "<"
        w.add(Assign(a, code(f"{{}} {sign} {{}}{{}} ? {{}} : {{}}", more, a, nan, more, a)))
    elif computation.accumulator == "bool":
        w.add(Assign(a, more, "|=" if computation.combine in ("sum", "any") else "&="))
    else:
        w.add(Assign(a, more, f"{_COMBINED[computation.combine]}="))


__all__ = ["support", "write"]
