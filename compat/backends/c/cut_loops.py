"""Large loops, cut into parts that threads run: the loop becomes a function of its own that runs one part.

How many parts there are follows from the lengths alone, and each part has its own sums, which are added up in order:
the result is the same with any number of threads. Where a sum is a whole array, the first part has the array itself,
each other one a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from compat.backends.c import threads
from compat.backends.c.accumulate import open_accumulator, watches_nan
from compat.backends.c.ctype import ctype, kind
from compat.backends.c.ir import (
    ZERO,
    Assign,
    Block,
    Code,
    Expr,
    For,
    Int,
    Let,
    Load,
    Name,
    code,
    expression,
    joined,
    names,
    names_in,
)
from compat.backends.c.item import Item
from compat.backends.c.loops_in_parts import PART, cost
from compat.backends.c.nest import Blocked, Loop
from compat.backends.c.passes import rewritten
from compat.backends.c.print_c import lines as c_lines
from compat.backends.c.print_c import text
from compat.backends.c.support_text import SupportText
from compat.backends.c.where import Where

COPY = 16.0  # cost of an element of a copy of an array of sums: to make it and to add it

_COMBINED = {"sum": "+", "prod": "*", "all": "&", "any": "|"}


def support(pooled: bool) -> str:
    """What functions with such loops need; pooled: the unit has the pointer to the pool."""
    words = {"PART": repr(PART), "COPY": repr(COPY)}
    files = ["parts_of_loops.c", "in_parts_on_threads.c" if pooled else "in_parts.c"]
    return "".join(SupportText(file, words=words).text for file in files)


def _work(loop: Loop) -> Expr:
    """The cost of the loop."""
    of: dict[tuple[Any, ...], int] = {}
    for item in loop.items:
        of[item.domain] = of.get(item.domain, 0) + cost(item)
    terms = [(" * ".join([f"{points}.0", *["{}"] * len(domain)]), domain) for domain, points in of.items()]
    return code(" + ".join(template for template, _ in terms), *(n for _, domain in terms for n in domain))


def write(w: Any, loop: Loop, sums: Sequence[Item], where: Where) -> None:
    """The loop as a function that runs one part, and the call of all. `sums`: accumulated over the outermost loop;
    what they start from is declared already."""
    name = f"{w.name}_cut{len(w.cut_functions)}"
    flags = w.flags
    with w.inside() as written:
        for item in sums:
            open_accumulator(w, item, where)
        w.over(loop, replace(where, ends=(Name("part.first"), Name("part.end"))))
    body = rewritten(written, name)
    own = w.schedule.private_to(loop)
    with w.inside(new_names=False) as memory:
        w.scratch(own)
    arrays = {w.memory(item): item for item in sums if item.in_memory_accumulator}
    sums = [item for item in sums if not item.in_memory_accumulator]
    words = names_in(*memory, *body).union(names(expression(loop.length)), *(names(w.size(i)) for i in arrays.values()))
    given = _given(w, words, {f"b{item.number}" for item in own})
    fails = w.flags > flags or "arena" in words
    w.cut_functions.append(_function(w, name, loop, sums, arrays, given, memory, body, fails))
    w.flags += fails
    _call(w, name, loop, sums, arrays, given, fails)


def _given(w: Any, words: set[str], own: set[str]) -> dict[str, str]:
    """What the part reads of the function around it: name -> declaration."""
    outer = {s.name: f"const {ctype(s.dtype)} {s.name}" for s in w.items.lengths.body if isinstance(s, Let)}
    for k, v in enumerate(w.program.inputs):
        outer[f"in{k}"] = f"const {ctype(v.type.dtype)} *const restrict in{k}"
        outer[f"in{k}_n"] = f"const int64_t *const in{k}_n"
    for k, v in enumerate(w.program.outputs):
        outer[f"out{k}"] = f"{ctype(v.type.dtype)} *const restrict out{k}"
    for item in w.schedule.order:
        outer[f"b{item.number}"] = f"{ctype(item.dtype)} *const restrict b{item.number}"
    wanted = outer.keys() & words - own
    found = {word: outer[word] for word in sorted(wanted, key=lambda word: (word[0] != "n", word))}  # lengths first
    for s in w.body:
        if isinstance(s, Let) and s.name in words:
            found[s.name] = f"const {ctype(s.dtype)} {s.name}"
    return found


def _function(w: Any, name: str, loop: Loop, sums: Sequence[Item], arrays: dict[str, Item], given: dict[str, str],
              memory: Sequence[Any], body: Sequence[Any], fails: bool) -> str:
    members = [declared.replace("const restrict ", "").replace("*const ", "*") if "*" in declared
               else declared.removeprefix("const ") for declared in given.values()]
    for item in sums:
        members.append(f"{ctype(item.accumulator)} a{item.number}[MOST_PARTS]")
        if watches_nan(item):
            members.append(f"int nan{item.number}[MOST_PARTS]")
    for array, item in arrays.items():
        members.append(f"{ctype(item.accumulator)} *{array}_copies")
    step = loop.how.size if isinstance(loop.how, Blocked) else \
        8 if all(len(item.domain) == 1 for item in loop.items) else 1
    # Arrays that have copies are named last: where one lies depends on lengths.
    lines = [f"struct {name}_values {{", "    int64_t parts;", *(f"    {m};" for m in members), "};",
             f"static int {name}(void *given, int64_t number)", "{",
             f"    struct {name}_values *const values = given;",
             *(f"    {given[n]} = {_own(w, n, arrays)};" for n in sorted(given, key=arrays.__contains__)),
             f"    const struct part part = part_of({text(expression(loop.length))}, values->parts, number, {step});",
             *(["    int bad = 0;"] if fails else []), *c_lines([*memory, *body])]
    for item in sums:
        lines.append(f"    values->a{item.number}[number] = a{item.number};")
        if watches_nan(item):
            lines.append(f"    values->nan{item.number}[number] = nan{item.number};")
    if "arena" in names_in(*memory):
        lines.append("    if (arena != small) free(arena);")
    return "\n".join([*lines, f"    return {'bad' if fails else '0'};", "}", ""])


def _own(w: Any, name: str, arrays: dict[str, Item]) -> str:
    """Where a part finds what the function around it calls `name`."""
    if name not in arrays:
        return f"values->{name}"
    return f"number ? values->{name}_copies + (number - 1) * {text(_factor(w.size(arrays[name])))} : values->{name}"


def _call(w: Any, name: str, loop: Loop, sums: Sequence[Item], arrays: dict[str, Item], given: dict[str, str],
          fails: bool) -> None:
    smallest = threads.smallest()
    domain = max((item.domain for item in loop.items), key=len)
    points = joined(" * ", domain)
    work = _work(loop)
    if arrays:  # to add up the copies takes time too
        sizes = [w.size(item) for item in arrays.values()]
        work = code(f"fewer({{}}, {' + '.join(['{}'] * len(sizes))})", work, *sizes)
    with w.inside(new_names=False) as body:
        w.line(f"struct {name}_values values;")
        if smallest:
            w.line(f"values.parts = {{}} < {smallest} ? 1 : parts_of({{}});", points, work)
        else:
            w.line("values.parts = parts_of({});", work)
        for array, item in arrays.items():
            size = code(f"(size_t)((values.parts - 1) * {{}}) * sizeof *{array}", _factor(w.size(item)))
            w.line(f"values.{array}_copies = values.parts > 1 ? malloc({{}}) : 0;", size)
            w.line(f"if (!values.{array}_copies) values.parts = 1;")
        for n in given:
            w.line(f"values.{n} = {{}};", Name(n))
        w.line(f"{'bad |= ' if fails else ''}in_parts({name}, &values, values.parts);")
        if sums:
            with w.inside(new_names=False) as added:
                for item in sums:
                    _combine(w, item, Name(f"a{item.number}"), Code(f"values.a{item.number}[k]"))
                    if watches_nan(item):
                        w.line(f"nan{item.number} |= values.nan{item.number}[k];")
            w.add(For("k", ZERO, Name("values.parts"), tuple(added)))
        for array, item in arrays.items():
            size, copies = w.size(item), f"values.{array}_copies"
            with w.inside(new_names=False) as added:
                _combine(w, item, Load(Name(array), Name("j")),
                         code(f"{copies}[(k - 1) * {{}} + j]", _factor(size)))
            each = For("j", ZERO, size, tuple(added), in_line=True)
            w.add(For("k", Int(1), Name("values.parts"), (each,), below=True))
            w.line(f"free({copies});")
    w.add(Block(tuple(body)))


def _factor(size: Expr) -> Expr:
    """A size as a factor."""
    return size if isinstance(size, Name | Int) else Code("({})", (size,))


def _combine(w: Any, item: Item, a: Expr, more: Expr) -> None:
    """Accumulate `more` into `a`."""
    if item.combine in ("max", "min"):
        nan = code(" || __builtin_isnan({})", more) if kind(item.accumulator) == "f" else Code("")
        sign = ">" if item.combine == "max" else "<"
        w.add(Assign(a, code(f"{{}} {sign} {{}}{{}} ? {{}} : {{}}", more, a, nan, more, a)))
    elif item.accumulator == "bool":
        w.add(Assign(a, more, "|=" if item.combine in ("sum", "any") else "&="))
    else:
        w.add(Assign(a, more, f"{_COMBINED[item.combine]}="))


__all__ = ["support", "write"]
