"""What one step waits for of the step before: as little as can be."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import Any

from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, mul, neg, sub, true_div
from ...ops.elementwise.elemwise import Elemwise
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.layout import flat_results
from ..match import entry_of, is_float, literal
from .steps import step_by_rules

Line = tuple[Any, Any]  # of w = a x + b: a, and b or None


def recurrences_factored(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """y = x + c x - d (x e) + f -> y = (1 + c - d e) x + f, where y is the x of the next step.

    A number that a step hands to the next one is what loops of small steps wait for: it now goes through one product
    and one sum, and the factors are ready before. Gradients of scalar recurrences are all of this form.
    """
    outer, inner, taps, results = parts(node)
    flat = flat_results(results)
    readers = _readers(flat)
    pairs = [(before[0], y) for before, own, y in zip(inner.states, taps, results.states, strict=True) if own == (-1,)]
    pairs += zip(inner.carried, results.carried, strict=True)
    found: dict[Variable, Variable] = {}
    sources: dict[Variable, list[Any]] = {}
    for v, y in pairs:
        if getattr(v.type, "broadcastable", None) != () or y.type != v.type or not is_float(v):
            continue
        x = _gathered(v, y, readers)
        lines = _Lines(x, flat)
        line = lines.of(y) if lines.steps.get(id(y), 0) > 2 else None
        if line is not None:
            a, b = line
            found[y] = mul(a, x) if b is None else add(mul(a, x), b)
            sources[y] = [v]
    return _where_shorter(node, found, sources)


def products_in_rounds(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """((c x) x) x -> (c x) (x x), where x comes from the step before: factors are multiplied as they arrive."""
    outer, inner, taps, results = parts(node)
    flat = flat_results(results)
    readers = _readers(flat)
    before = [*(v for own in inner.states for v in own), *inner.carried]
    steps = _distances(before, flat)
    given = set(map(id, flat))
    for n in applies(flat):
        y: Any = n.outputs[0]
        if not _is_product(y) or id(y) not in given and all(_is_product(r.outputs[0]) for r in readers[id(y)]):
            continue
        factors = _factors(y, readers, given)
        arriving = [(steps.get(id(f), -1), k, f) for k, f in enumerate(factors)]
        if sum(at >= 0 for at, _, _ in arriving) < 3:
            continue
        heapify(arriving)
        while len(arriving) > 1:
            (a, first, x), (b, second, z) = heappop(arriving), heappop(arriving)
            late = max(a, b)
            heappush(arriving, (late + (late >= 0), min(first, second), mul(x, z) if first < second else mul(z, x)))
        if arriving[0][0] < steps[id(y)]:  # one at a time: it may be a factor of others
            shorter = _where_shorter(node, {y: arriving[0][2]}, {y: before})
            if shorter is not None:
                return shorter
    return None


def _where_shorter(
    node: Apply, found: dict[Any, Any], sources: dict[Any, list[Any]]
) -> dict[Variable, Variable] | None:
    """The loop with those of `found` (value of a step -> its other form) that shorten the way from `sources`.

    Counted is what the rules leave of the other form: they move literals to the front of products, and a form that
    lasts only until then would be made again and again.
    """
    if not found:
        return None
    outer, inner, taps, results = parts(node)
    flat = flat_results(results)
    forms = step_by_rules(node.op.inner.inputs, list(found.values()), "all").outputs
    kept = {
        y: new
        for (y, new), form in zip(found.items(), forms, strict=True)
        if _distances(sources[y], [form]).get(id(form), 0) < _distances(sources[y], flat)[id(y)]
    }
    if not kept:
        return None
    loop = assemble(node, outer, inner, taps, node.op.layout.results(replace(flat, kept)))
    return dict(zip(node.outputs, loop.outputs, strict=True))


def _is_product(v: Any) -> bool:
    return entry_of(v) is mul and not v.type.ndim and is_float(v)


def _factors(y: Any, readers: dict[int, list[Apply]], given: set[int]) -> list[Any]:
    """What `y` is the product of, through products that have no other reader."""
    found: list[Any] = []
    waiting = list(y.owner.inputs)[::-1]
    while waiting:
        v = waiting.pop()
        if (
            _is_product(v)
            and v.type == y.type
            and len(readers[id(v)]) == 1
            and id(v) not in given
            and readers[id(v)][0].inputs.count(v) == 1
        ):
            waiting += v.owner.inputs[::-1]
        else:
            found.append(v)
    return found


def _readers(flat: list[Any]) -> dict[int, list[Apply]]:
    found: dict[int, list[Apply]] = {}
    for n in applies(flat):
        for v in {id(v): v for v in n.inputs}.values():
            found.setdefault(id(v), []).append(n)
    return found


def _distances(sources: list[Any], flat: list[Any]) -> dict[int, int]:
    """The most operations on a way from one of `sources`, for what depends on them."""
    found = {id(v): 0 for v in sources}
    for n in applies(flat):
        most = max((found.get(id(v), -1) for v in n.inputs), default=-1)
        if most >= 0:
            found.update((id(o), most + 1) for o in n.outputs if id(o) not in found)
    return found


def _gathered(v: Any, y: Any, readers: dict[int, list[Apply]]) -> Any:
    """The last value on the way from `v` that all ways pass: such as v + (what comes in at this step)."""
    while v is not y and len(readers.get(id(v), ())) == 1:
        [reader] = readers[id(v)]
        if not isinstance(reader.op, Elemwise) or reader.outputs[0].type != v.type or reader.inputs.count(v) != 1:
            break
        v = reader.outputs[0]
    return v


class _Lines:
    """Values as a x + b, with a and b free of `x`."""

    def __init__(self, x: Any, flat: list[Any]) -> None:
        self.x = x
        self.memo: dict[int, Line | None] = {id(x): (literal(1, x.type.dtype), None)}
        self.steps = _distances([x], flat)

    def of(self, v: Any) -> Line | None:
        """`v`, which depends on x, as a line; None where it is none."""
        for n in applies([v]):
            for o in n.outputs:
                if id(o) in self.steps and id(o) not in self.memo:
                    self.memo[id(o)] = self._of(n, o)
        return self.memo.get(id(v))

    def _of(self, n: Apply, o: Any) -> Line | None:
        entry = entry_of(o)
        if o.type != self.x.type or any(i.type.ndim for i in n.inputs):
            return None
        free = [id(i) not in self.steps for i in n.inputs]
        lines = [None if f else self.memo.get(id(i)) for i, f in zip(n.inputs, free, strict=True)]
        if any(line is None and not f for line, f in zip(lines, free, strict=True)):
            return None
        if entry is neg:
            [line] = lines
            return neg(line[0]), None if line[1] is None else neg(line[1])  # type: ignore[index]
        if entry in (add, sub):
            (a, b), (c, d) = (line or (None, i) for line, i in zip(lines, n.inputs, strict=True))
            return _combined(entry, a, c), _combined(entry, b, d)
        if entry is mul and sum(free) == 1 or entry is true_div and free == [False, True]:
            at = free.index(False)
            a, b = lines[at]  # type: ignore[misc]
            return (
                (entry(a, n.inputs[1 - at]), None) if b is None else None
            )  # c (x - d) is exact where c x - c d is not
        return None


def _combined(row: Any, x: Any, y: Any) -> Any:
    """x + y or x - y, of which None is nothing."""
    if x is None:
        return y if y is None or row is add else neg(y)
    return x if y is None else row(x, y)


__all__ = ["products_in_rounds", "recurrences_factored"]
