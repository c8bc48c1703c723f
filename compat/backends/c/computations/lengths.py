"""Lengths of all arrays of a Program: ints, or int64 variables computed at the top of the C function.

They follow from the `shapes` facet of each Op, so no value is computed just to know a shape. Lengths that an
elementwise function requires to be equal are compared once at run time, and are one length from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ....graph.program import Interner, intern
from ....graph.traversal import applies
from ....graph.variable import Constant, Variable
from ....ops.elementwise.elemwise import Elemwise
from ....ops.elementwise.selection import maximum, minimum
from ....ops.indexing.subtensor import Subtensor
from ....ops.indexing.subtensor_index import Index
from ....ops.reductions.ops import Prod, Sum
from ....ops.reductions.segments import SEGMENT_MULTIPLE, LongestGroup
from ....ops.scan.op import Scan
from ....ops.shapes.join import Join, MakeVector
from ....ops.shapes.shape import Shape, ShapeI, known_lengths
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike
from ....rules.engine import rewrite_outputs
from ....rules.lists import CANONICALISE
from ..ctype import kind, literal
from ..errors import CannotCompile
from ..expression import entry_form, entry_raises
from ..ir.expressions import (
    Asked,
    ElementwiseCall,
    Expr,
    Group,
    Int,
    Length,
    Literal,
    Load,
    Name,
    SegmentLength,
    code,
    converted,
    expression,
    joined,
    operation,
)
from ..ir.statements import Fail, Let
from ..naming import input_of, length_of, lengths_of
from ..target import LANES


class Lengths:
    """The lengths of variables; `body` holds the statements that compute and compare them."""

    def __init__(self, inputs: Sequence[Variable], known: Mapping[int, Sequence[Length]] | None = None) -> None:
        """known: lengths of inputs that the caller knows, by id; only ints are used."""
        self.body: list[Let | Fail] = []
        self.inputs = {id(v): input_of(k) for k, v in enumerate(inputs)}
        self._known = known or {}
        self._interner = Interner()
        self._graphs: dict[int, tuple[Any, ...]] = {}
        self._lengths: dict[int, tuple[Length, ...]] = {}
        self._names: dict[int, Length] = {}
        self._keep: list[Any] = []
        self._same: dict[Length, Length] = {}
        self._defined: dict[Expr, Name] = {}
        self._simplified: dict[int, Any] = {}
        self._values: dict[int, Length] = {}

    def of(self, variable: Variable) -> tuple[Length, ...]:
        found = self._lengths.get(id(variable))
        if found is None:
            try:
                found = self._find(variable)
            except CannotCompile as reason:
                reason.node = reason.node or self._first_unknown(variable)
                raise
        return tuple(self.representative(n) for n in found)

    def _first_unknown(self, variable: Variable) -> Any:
        """Return the earliest node for which a length of `variable` cannot be computed."""
        node = variable.owner
        while node is not None:
            for v in node.inputs:
                try:
                    if hasattr(v.type, "broadcastable"):
                        self._find(v)
                except CannotCompile as reason:
                    if reason.node is not None:
                        return reason.node
                    node = v.owner
                    break
            else:
                return node
        return None

    def _find(self, variable: Variable) -> tuple[Length, ...]:
        found = self._lengths.get(id(variable))
        if found is None:
            graphs = self._graph_of(variable)
            pattern = variable.type.broadcastable  # type: ignore[attr-defined]
            found = tuple(1 if one else self.value(g) for g, one in zip(graphs, pattern, strict=True))
            self._lengths[id(variable)] = found
            self._keep.append(variable)
        return found

    def graph(self, variable: Variable) -> tuple[Any, ...]:
        """Return the lengths of `variable` as ints and int64 scalar graphs."""
        return self._graph_of(variable)

    def representative(self, length: Length) -> Length:
        if isinstance(length, Asked):
            length = length.expr
        while length in self._same:
            length = self._same[length]
        return length

    def require_equal(self, a: Length, b: Length) -> None:
        """Add a run-time guard that two lengths are equal; one represents both from here on."""
        a, b = self.representative(a), self.representative(b)
        if a == b:
            return
        self.body.append(Fail(operation("!=", a, b)))
        if isinstance(a, int) and isinstance(b, int):
            return
        if isinstance(b, int):
            a, b = b, a
        self._same[b] = a

    def require_below(self, number: int, length: Length) -> None:
        """Add a run-time guard that `number` < `length`, unless both are known."""
        length = self.representative(length)
        if not isinstance(length, int) or number >= length:
            self.require(operation("<", number, length))

    def require_at_least(self, length: Length, number: int) -> None:
        """Add a run-time guard that `length` >= `number`."""
        self.require(operation(">=", length, number))

    def require_some(self, length: Length, readers: Sequence[Length] = ()) -> None:
        """Add a run-time guard that `length` > 0 if all of `readers` are.

        readers: lengths of the loops that index it: an index out of range reads element 0 before the call fails.
        """
        length = self.representative(length)
        if isinstance(length, int) and length > 0:
            return
        idle = [
            operation("==", n.total if isinstance(n, SegmentLength) else n, 0)
            for n in map(self.representative, readers)
            if not isinstance(n, int) or n == 0
        ]
        self.require(joined("||", [operation(">", length, 0), *idle]))

    def require_not_negative(self, variable: Variable) -> None:
        """Add run-time guards that the computed lengths of `variable` are 0 or more."""
        for n, graph in zip(self.of(variable), self.graph(variable), strict=True):
            if not isinstance(n, int | SegmentLength) and not (
                graph.owner is not None and isinstance(graph.owner.op, ShapeI)
            ):
                self.require_at_least(n, 0)

    number, code, joined = staticmethod(Int), staticmethod(code), staticmethod(joined)  # for conditions of Ops

    def require(self, condition: Expr) -> None:
        """Add a run-time guard; if it fails, the Python backend raises the error."""
        guard = Fail(operation("!", Group(condition)))
        if guard not in self.body:
            self.body.append(guard)

    def _graph_of(self, variable: Variable) -> tuple[Any, ...]:
        """Return the lengths of `variable` as ints and int64 scalar graphs of the leaves."""
        if variable.owner is None:
            return self._leaf_graph(variable)
        stack = [variable.owner]
        while stack:  # stops at what is known already: linear in total
            node = stack[-1]
            if id(node.outputs[0]) in self._graphs:
                stack.pop()
                continue
            waiting = [v.owner for v in node.inputs if v.owner is not None and id(v) not in self._graphs]
            if waiting:
                stack.extend(waiting)
                continue
            self._infer(node)
            stack.pop()
        return self._graphs[id(variable)]

    def _leaf_graph(self, variable: Variable) -> tuple[Any, ...]:
        if id(variable) not in self._graphs:
            if isinstance(variable, Constant):
                self._graphs[id(variable)] = tuple(int(n) for n in variable.data.shape)
            else:
                known = self._known.get(id(variable), (None,) * variable.type.ndim)  # type: ignore[attr-defined]
                self._graphs[id(variable)] = tuple(
                    n if n is not None else m if isinstance(m, int) else ShapeI(d)(variable)
                    for d, (n, m) in enumerate(zip(known_lengths(variable), known, strict=True))
                )
            self._keep.append(variable)
        return self._graphs[id(variable)]

    def _infer(self, node: Any) -> None:
        shapes: list[Any] = []
        for v in node.inputs:
            if not hasattr(v.type, "broadcastable"):
                shapes.append(None)
                continue
            graph = self._leaf_graph(v) if v.owner is None else self._graphs[id(v)]
            shapes.append(graph)
        for output, graph in zip(node.outputs, self._shapes_of_outputs(node, shapes), strict=True):
            if hasattr(output.type, "broadcastable"):
                pairs = zip(graph, output.type.broadcastable, strict=True)
                self._graphs[id(output)] = tuple(1 if one else self._known_length(g) for g, one in pairs)
            else:  # a generator's state and a sparse matrix have no lengths
                self._graphs[id(output)] = ()
            self._keep.append(output)

    def _shapes_of_outputs(self, node: Any, shapes: Sequence[Any]) -> Sequence[Any]:
        result = node.op.compat_shapes(node, shapes)
        if result is None and isinstance(node.op, Scan):
            result = node.op.shapes_by_first_step(node, shapes)
            self.require(operation(">", self.value(node.inputs[0]), 0))  # there is at least one step
        tensors = [hasattr(v.type, "broadcastable") for v in node.outputs]
        if result is None and all(tensors) and all(all(v.type.broadcastable) for v in node.outputs):
            result = [(1,) * v.type.ndim for v in node.outputs]
        if result is None or any(known and graph is None for known, graph in zip(tensors, result, strict=True)):
            raise CannotCompile(
                f"the length of what {node.op.compat_plain_name} returns is known only when it has run", node
            )
        found: Sequence[Any] = result
        return found

    def _known_length(self, graph: Any) -> Any:
        if isinstance(graph, Constant):
            return int(graph.data)
        return self._named(graph) if isinstance(graph, Variable) else int(graph)

    def _named(self, graph: Variable) -> Any:
        """Return `graph` simplified; equal lengths become one object."""
        if id(graph) not in self._simplified:
            self._keep.append(graph)
            simple = self._simplified[id(graph)] = self._simple(graph)
            if isinstance(simple, Variable):
                self._simplified[id(simple)] = simple
        return self._simplified[id(graph)]

    def _simple(self, graph: Variable) -> Any:
        if isinstance(graph.owner.op if graph.owner else None, ShapeI) and graph.owner.inputs[0].owner is None:  # type: ignore[union-attr]
            [simple] = intern([graph], self._interner)
        else:
            [simple] = rewrite_outputs(intern([graph], self._interner), CANONICALISE, self._interner)
        if isinstance(simple, Constant):
            return int(simple.data)
        self._keep.append(simple)
        return simple

    def value(self, graph: TensorLike) -> Length:
        """Return a length as an int, or as the name of a C variable, which is computed once."""
        if isinstance(graph, int):
            return graph
        if isinstance(graph, Constant):
            return int(graph.data)
        if id(graph) not in self._values:
            self._keep.append(graph)
            [interned] = intern([as_tensor(graph)], self._interner)
            self._values[id(graph)] = self._scalar(interned)
        return self._values[id(graph)]

    def _scalar(self, graph: Variable) -> Length:
        """Return an integer scalar that depends only on lengths and scalar leaves."""
        for node in applies([graph], stop=_measured(graph)):
            if id(node.outputs[0]) not in self._names:
                self._emit(node)
        if graph.owner is None:
            return self._leaf_scalar(graph)
        return self._names[id(graph)]

    def _leaf_scalar(self, v: Variable) -> Length:
        if isinstance(v, Constant):
            dtype = v.type.dtype  # type: ignore[attr-defined]
            return int(v.data) if kind(dtype) in "iub" else Literal(literal(v.data.item(), dtype), dtype)
        if id(v) not in self.inputs or v.type.ndim:  # type: ignore[attr-defined]
            raise CannotCompile(f"a length depends on {v}, which is no scalar input")
        return Group(operation("*", self.inputs[id(v)]))

    def _emit(self, node: Any) -> None:
        op, output = node.op, node.outputs[0]
        self._keep.append(output)
        one = len(node.outputs) == 1  # other loops end on a condition
        if one and output.type.ndim == 1:
            return  # its readers take it apart
        forms = (form for classes, form in _SCALARS if one and isinstance(op, classes))
        found = next((found for form in forms if (found := form(self, node)) is not None), None)
        if found is None:
            raise CannotCompile(
                f"a length depends on the value of {op.compat_plain_name}, which is known only when the function runs"
            )
        self._names[id(output)] = found

    def _of_array(self, node: Any) -> Length:
        source = node.inputs[0]
        if source.owner is None and id(source) in self.inputs:
            return self._defined_as(Load(lengths_of(self.inputs[id(source)]), Int(node.op.axis)), "int64")
        return self.of(source)[node.op.axis]

    def _of_longest_group(self, node: Any) -> Length:
        assert SEGMENT_MULTIPLE % LANES == 0  # else a segment is no whole number of vectors
        return SegmentLength(self.inputs[id(node.inputs[0])], SEGMENT_MULTIPLE, node.op.count)

    def _elementwise(self, node: Any) -> Length | None:
        entry, output = node.op.scalar_op, node.outputs[0]
        if output.type.ndim:
            return None
        dtypes = entry.compute_dtypes([v.type.dtype for v in node.inputs], output.type.dtype)
        entry_form(entry, dtypes)  # raises CannotCompile if it has none
        arguments: list[Expr] = []
        for v, dtype in zip(node.inputs, dtypes, strict=True):
            value = self._names[id(v)] if v.owner is not None else self._leaf_scalar(v)
            if isinstance(value, int):
                arguments.append(Literal(literal(value, dtype), dtype))
            else:
                arguments.append(converted(value, v.type.dtype, dtype))
        first, of_two = arguments[0], entry is minimum or entry is maximum
        if of_two and isinstance(first, Name) and first == arguments[1] and output.type.dtype == dtypes[0]:
            return first  # of a length and itself: clang warns of the comparison
        condition = entry_raises(entry, arguments, dtypes)
        if condition is not None:
            self.require(operation("!", Group(condition)))
        call = ElementwiseCall(entry, tuple(arguments), tuple(dtypes), output.type.dtype)
        return self._defined_as(call, output.type.dtype)

    def _element(self, node: Any) -> Length | None:
        """Return an element of a vector, at an index that is known at compile time."""
        source, entries = node.inputs[0], node.op.entries
        at = entries[0].at if len(entries) == 1 and isinstance(entries[0], Index) else None
        if isinstance(at, int) and source.owner is None and id(source) in self.inputs:
            leaf = self.inputs[id(source)]
            n = Load(lengths_of(leaf), Int(0))
            self.body.append(Fail(operation(">=", at if at >= 0 else -at - 1, n)))
            index = Int(at) if at >= 0 else n - -at
            return self._defined_as(Load(leaf, index), node.outputs[0].type.dtype)
        whole = None if at is None else self._vector(source)
        return whole[at] if whole is not None and isinstance(at, int) and -len(whole) <= at < len(whole) else None

    def _total(self, node: Any) -> Length | None:
        whole, dtype = self._vector(node.inputs[0]), node.outputs[0].type.dtype
        if whole is None:
            return None
        sign, empty = ("*", 1) if isinstance(node.op, Prod) else ("+", 0)
        return self._defined_as(joined(sign, [converted(expression(n), "int64", dtype) for n in whole], empty), dtype)

    def _vector(self, v: Variable) -> list[Length] | None:
        """Return the elements of an integer vector that is made of scalars and lengths."""
        if isinstance(v, Constant):
            return [int(n) for n in v.data]
        if v.owner is None:
            return None
        op, inputs = v.owner.op, v.owner.inputs
        if isinstance(op, MakeVector):
            return [self._scalar(i) for i in inputs]
        if isinstance(op, Shape):
            return list(self.of(inputs[0]))
        if isinstance(op, Join):
            parts = [self._vector(i) for i in inputs]
            return None if any(p is None for p in parts) else [n for p in parts for n in p]  # type: ignore[union-attr]
        if isinstance(op, Subtensor) and len(inputs) == 1 and len(op.entries) == 1:
            whole = self._vector(inputs[0])
            return None if whole is None else whole[op.python_index(inputs)[0]]
        return None

    def _defined_as(self, value: Expr, dtype: str) -> Name:
        name = self._defined.get(value)
        if name is None:
            name = self._defined[value] = length_of(len(self._defined))
            self.body.append(Let(name, dtype, value))
        return name


# (classes of Ops, how their value is computed)
_SCALARS: tuple[tuple[Any, Callable[[Lengths, Any], Length | None]], ...] = (
    (ShapeI, Lengths._of_array),
    (LongestGroup, Lengths._of_longest_group),
    (Elemwise, Lengths._elementwise),
    (Subtensor, Lengths._element),
    ((Sum, Prod), Lengths._total),
)


def _measured(graph: Variable) -> list[Variable]:
    """Return the arrays whose lengths `graph` reads: it does not depend on how their values are computed."""
    found: list[Variable] = []
    seen: set[int] = set()
    waiting = [graph]
    while waiting:
        v = waiting.pop()
        if v.owner is None or id(v) in seen:
            continue
        seen.add(id(v))
        (found if isinstance(v.owner.op, ShapeI) else waiting).extend(v.owner.inputs)
    return found
