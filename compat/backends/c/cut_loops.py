"""Large loops, cut into parts that threads run: the loop becomes a function of its own that runs one part.

How many parts there are follows from the lengths alone, and each part has its own sums, which are added up in order:
the result is the same with any number of threads. Where a sum is a whole array, the first part has the array itself,
each other one a copy.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from compat.backends.c import threads
from compat.backends.c.accumulate import open_accumulator, watches_nan
from compat.backends.c.ctype import ctype, kind
from compat.backends.c.item import Item
from compat.backends.c.lengths import Ragged
from compat.backends.c.schedule import Loop
from compat.backends.c.unused import without_unused, words_in

PART = 1e6  # cost of the smallest part, some 40 microseconds (Elementwise.cost: 20 an exp)
READ = 3  # cost of reading and writing a value
MOST_PARTS = 32
MOST_LOOPS = 40  # of one function: more functions take the compiler longer than they are worth

SUPPORT = """
enum { MOST_PARTS = @MOST@ };
struct part { int64_t first, end; };
/* One of `parts` parts of a loop over `length` points, of whole `step`s but for the last. */
static inline struct part part_of(int64_t length, int64_t parts, int64_t number, int64_t step)
{
    const int64_t size = ((length + parts - 1) / parts + step - 1) / step * step;
    const int64_t first = number * size < length ? number * size : length;
    return (struct part){first, first + size < length ? first + size : length};
}
/* How many parts are worth it for a loop of that cost. */
static inline int64_t parts_of(double cost)
{
    return cost < 3 * @PART@ ? 1 : cost < MOST_PARTS * @PART@ ? (int64_t)(cost / @PART@) : MOST_PARTS;
}
@FEWER@static int in_parts(int (*task)(void *, int64_t), void *given, int64_t parts)
{
@PARALLEL@    int status = 0;
    for (int64_t part = 0; part < parts; part++) status |= task(given, part);
    return status;
}
""".replace("@MOST@", str(MOST_PARTS)).replace("@PART@", f"{PART:.1f}")
_FEWER = """/* The cost that counts where each part has a copy of so many elements: to add them takes time too. */
static inline double fewer(double cost, int64_t copied)
{
    const double most = @PART@ * cost / (16.0 * copied + 1);
    return most < cost ? most : cost;
}
""".replace("@PART@", f"{PART:.1f}")
_PARALLEL = "    if (parts > 1 && parallel) return parallel(task, given, parts);\n"

_COMBINED = {"sum": "+", "prod": "*", "all": "&", "any": "|"}
_DECLARED = re.compile(r"    const (\w+(?: _Complex)?) ([A-Za-z_]\w*) = ")
_OUTER = re.compile(r"(in|out|b|n)(\d+)(_n)?")


def support(text: str, pooled: bool) -> str:
    """What the text of functions with such loops needs; pooled: it has the pointer to the pool."""
    known = SUPPORT.replace("@FEWER@", _FEWER if "parts_of(fewer(" in text else "")
    return known.replace("@PARALLEL@", _PARALLEL if pooled else "").lstrip("\n")


def chosen(w: Any) -> set[int]:
    """ids of the loops of the writer's function that are cut where they are long enough: of many the dearest."""
    loops = [node for node in w.plan.body if isinstance(node, Loop) and _can_be_cut(w, node) and _may_be_long(node)]
    loops.sort(key=lambda loop: (max(len(item.domain) for item in loop.items), sum(map(_cost, loop.items))))
    return {id(loop) for loop in loops[-MOST_LOOPS:]}


def _can_be_cut(w: Any, loop: Loop) -> bool:
    """Whether no two values of the outermost loop write to one place, but for what is accumulated over it."""
    targets: set[int] = set()
    for item in loop.items:
        if item.kind not in ("pointwise", "reduce", "store") or any(isinstance(n, Ragged) for n in item.domain):
            return False
        if item.kind == "reduce" and 0 in item.reduced and (
                item.combine == "argmax" or kind(item.accumulator) == "c"):
            return False
        if item.kind == "store":
            assert item.target is not None
            if item.target.number in targets and not item.apart:
                return False
            targets.add(item.target.number)
    return not loop.serial


def _cost(item: Item) -> int:
    return (item.cost if item.row is not None else 1) + READ


def _may_be_long(loop: Loop) -> bool:
    known = sum(_cost(item) * math.prod(n if isinstance(n, int) else math.inf for n in item.domain)
                for item in loop.items)
    return known >= 3 * PART


def _work(loop: Loop) -> str:
    """The cost of the loop, in C."""
    of: dict[tuple[Any, ...], int] = {}
    for item in loop.items:
        of[item.domain] = of.get(item.domain, 0) + _cost(item)
    return " + ".join(" * ".join([f"{cost}.0", *(str(n) for n in domain)]) for domain, cost in of.items())


def write(w: Any, loop: Loop, sums: Sequence[Item]) -> None:
    """The loop as a function that runs one part, and the call of all. `sums`: accumulated over the outermost loop;
    what they start from is declared already."""
    name = f"{w.name}_cut{len(w.cut_functions)}"
    flags = w.flags
    outside, w.lines, indent, w.indent = w.lines, [], w.indent, 1
    w._known.append({})
    for item in sums:
        open_accumulator(w, item)
    w.ends = ("part.first", "part.end")
    w.over(loop)
    w.ends = None
    w._known.pop()
    body, w.lines = without_unused(w.lines), []
    own = [item for item in loop.items if item.output is None and w.plan.memory_from.get(item.number, 0) > 0]
    w.private |= {item.number for item in own}
    w.scratch(own)
    memory, w.lines, w.indent = w.lines, outside, indent
    arrays = {w.memory(item): item for item in sums if item.in_memory_accumulator}
    sums = [item for item in sums if not item.in_memory_accumulator]
    words = words_in((*memory, *body, str(loop.length), *map(w.size, arrays.values())))
    given = _given(w, words, {f"b{item.number}" for item in own})
    fails = w.flags > flags or "arena" in words
    w.cut_functions.append(_function(w, name, loop, sums, arrays, given, memory, body, fails))
    w.flags += fails
    _call(w, name, loop, sums, arrays, given, fails)


def _given(w: Any, words: set[str], own: set[str]) -> dict[str, str]:
    """What the part reads of the function around it: name -> declaration."""
    found = {}
    items = {item.number: item for item in w.plan.order}
    for word in sorted(words - own, key=lambda word: (word[0] != "n", word)):  # lengths first, to be read
        outer = _OUTER.fullmatch(word)
        if outer is None:
            continue
        number = int(outer[2])
        if outer[1] == "n" or outer[3]:
            found[word] = f"const int64_t *const {word}" if outer[3] else f"const int64_t {word}"
        elif outer[1] == "in":
            found[word] = f"const {ctype(w.program.inputs[number].type.dtype)} *const restrict {word}"
        else:
            dtype = w.program.outputs[number].type.dtype if outer[1] == "out" else items[number].dtype
            found[word] = f"{ctype(dtype)} *const restrict {word}"
    for line in w.lines:
        declared = _DECLARED.match(line)
        if declared is not None and declared[2] in words:
            found[declared[2]] = f"const {declared[1]} {declared[2]}"
    return found


def _function(w: Any, name: str, loop: Loop, sums: Sequence[Item], arrays: dict[str, Item], given: dict[str, str],
              memory: Sequence[str], body: Sequence[str], fails: bool) -> str:
    members = [declared.replace("const restrict ", "").replace("*const ", "*") if "*" in declared
               else declared.removeprefix("const ") for declared in given.values()]
    for item in sums:
        members.append(f"{ctype(item.accumulator)} a{item.number}[MOST_PARTS]")
        if watches_nan(item):
            members.append(f"int nan{item.number}[MOST_PARTS]")
    for array, item in arrays.items():
        members.append(f"{ctype(item.accumulator)} *{array}_copies")
    in_blocks = w.plan_of(loop)
    step = in_blocks.size if in_blocks else 8 if all(len(item.domain) == 1 for item in loop.items) else 1
    # Arrays that have copies are named last: where one lies depends on lengths.
    lines = [f"struct {name}_values {{", "    int64_t parts;", *(f"    {m};" for m in members), "};",
             f"static int {name}(void *given, int64_t number)", "{",
             f"    struct {name}_values *const values = given;",
             *(f"    {given[n]} = {_own(w, n, arrays)};" for n in sorted(given, key=arrays.__contains__)),
             f"    const struct part part = part_of({loop.length}, values->parts, number, {step});",
             *(["    int bad = 0;"] if fails else []), *memory, *body]
    for item in sums:
        lines.append(f"    values->a{item.number}[number] = a{item.number};")
        if watches_nan(item):
            lines.append(f"    values->nan{item.number}[number] = nan{item.number};")
    if any("arena" in line for line in memory):
        lines.append("    if (arena != small) free(arena);")
    return "\n".join([*lines, f"    return {'bad' if fails else '0'};", "}", ""])


def _own(w: Any, name: str, arrays: dict[str, Item]) -> str:
    """Where a part finds what the function around it calls `name`."""
    if name not in arrays:
        return f"values->{name}"
    return f"number ? values->{name}_copies + (number - 1) * {_product(w.size(arrays[name]))} : values->{name}"


def _call(w: Any, name: str, loop: Loop, sums: Sequence[Item], arrays: dict[str, Item], given: dict[str, str],
          fails: bool) -> None:
    smallest = threads.smallest()
    points = " * ".join(str(n) for n in max((item.domain for item in loop.items), key=len))
    worth = f"{points} < {smallest} ? 1 : " if smallest else ""
    w.line("{")
    w.indent += 1
    w.line(f"struct {name}_values values;")
    work = _work(loop)
    if arrays:  # to add up the copies takes time too
        copied = " + ".join(map(w.size, arrays.values()))
        work = f"fewer({work}, {copied})"
    w.line(f"values.parts = {worth}parts_of({work});")
    for array, item in arrays.items():
        size = f"(size_t)((values.parts - 1) * {_product(w.size(item))}) * sizeof *{array}"
        w.line(f"values.{array}_copies = values.parts > 1 ? malloc({size}) : 0;")
        w.line(f"if (!values.{array}_copies) values.parts = 1;")
    for n in given:
        w.line(f"values.{n} = {n};")
    w.line(f"{'bad |= ' if fails else ''}in_parts({name}, &values, values.parts);")
    if sums:
        w.line("for (int64_t k = 0; k < values.parts; k++) {")
        for item in sums:
            w.line("    " + _combined(item, f"a{item.number}", f"values.a{item.number}[k]"))
            if watches_nan(item):
                w.line(f"    nan{item.number} |= values.nan{item.number}[k];")
        w.line("}")
    for array, item in arrays.items():
        size, copies = w.size(item), f"values.{array}_copies"
        statement = _combined(item, f"{array}[j]", f"{copies}[(k - 1) * {_product(size)} + j]")
        w.line("for (int64_t k = 1; k < values.parts; k++)")
        w.line(f"    for (int64_t j = 0; j < {size}; j++) {statement}")
        w.line(f"free({copies});")
    w.indent -= 1
    w.line("}")


def _product(text: str) -> str:
    """`text`, a size, as a factor."""
    return text if text.isidentifier() or text.isdecimal() else f"({text})"


def _combined(item: Item, a: str, more: str) -> str:
    """The statement that accumulates `more` into `a`."""
    if item.combine in ("max", "min"):
        nan = f" || __builtin_isnan({more})" if kind(item.accumulator) == "f" else ""
        return f"{a} = {more} {'>' if item.combine == 'max' else '<'} {a}{nan} ? {more} : {a};"
    if item.accumulator == "bool":
        return f"{a} {'|' if item.combine in ('sum', 'any') else '&'}= {more};"
    return f"{a} {_COMBINED[item.combine]}= {more};"


__all__ = ["chosen", "support", "write"]
