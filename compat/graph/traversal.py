"""Graph traversals, all iterative: a chain of 100,000 nodes needs no more stack than one of ten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from .variable import Apply, Constant, Variable


def applies(outputs: Iterable[Variable], stop: Collection[Variable] = ()) -> list[Apply]:
    """Find every Apply above `outputs` in topological order (inputs first), not going above `stop`."""
    blocked = set(map(id, stop))
    order: list[Apply] = []
    seen: set[Apply] = set()  # done, or on the path from an output
    for output in outputs:
        if output.owner is None or output.owner in seen or id(output) in blocked:
            continue
        seen.add(output.owner)
        path = [output.owner]
        waiting = [iter(output.owner.inputs)]
        while path:
            for above in waiting[-1]:
                node = above.owner
                if node is not None and node not in seen and (not blocked or id(above) not in blocked):
                    seen.add(node)
                    path.append(node)
                    waiting.append(iter(node.inputs))
                    break
            else:
                order.append(path.pop())
                waiting.pop()
    return order


def ancestors(outputs: Iterable[Variable], blockers: Collection[Variable] | None = None) -> Iterator[Variable]:
    """Yield `outputs` and every variable above them, each once."""
    blocked = set(map(id, blockers or ()))
    seen: set[int] = set()
    queue = list(outputs)
    while queue:
        variable = queue.pop()
        if id(variable) in seen:
            continue
        seen.add(id(variable))
        yield variable
        if variable.owner is not None and id(variable) not in blocked:
            queue.extend(reversed(variable.owner.inputs))


def leaves(outputs: Iterable[Variable], blockers: Collection[Variable] | None = None) -> list[Variable]:
    """List variables above `outputs` that nothing computes: inputs, constants, shared variables (and `blockers`).

    In the order in which a reader of the expression meets them.
    """
    blocked = set(map(id, blockers or ()))
    return [v for v in ancestors(outputs, blockers) if v.owner is None or id(v) in blocked]


def free_inputs(outputs: Iterable[Variable], given: Collection[Variable] = ()) -> list[Variable]:
    """List leaves that are neither constants nor `given`."""
    known = set(map(id, given))
    return [v for v in leaves(outputs, given) if not isinstance(v, Constant) and id(v) not in known]


def replace(
    outputs: Sequence[Variable], replacements: dict[Variable, Variable], strict: bool = False
) -> list[Variable]:
    """Rebuild `outputs` with each key of `replacements` replaced by its value; the user's graph does not change.

    strict: a replacement is converted to the variable's type where it is read; TypeError if that is not possible.
    """
    return rebuild(outputs, of_types_read if strict else lambda node, inputs: inputs, replacements)


def rebuild(
    outputs: Sequence[Variable],
    read: Callable[[Apply, list[Variable]], list[Variable]],
    replacements: Mapping[Variable, Variable] = MappingProxyType({}),
) -> list[Variable]:
    """Rebuild `outputs` with other inputs for some nodes; the user's graph does not change.

    read: (a node, its rebuilt inputs) -> its new inputs. replacements: as in `replace`; what is above its keys is not
    visited.
    """
    memo: dict[int, Variable] = {id(old): new for old, new in replacements.items()}
    for node in applies(outputs, stop=list(replacements)):
        inputs = read(node, [memo.get(id(v), v) for v in node.inputs])
        if all(new is old for new, old in zip(inputs, node.inputs, strict=True)):
            continue
        copy = node.clone_with_new_inputs(inputs, strict=False)
        copy.compat_origin = node.compat_origin
        for old, new in zip(node.outputs, copy.outputs, strict=True):
            memo.setdefault(id(old), new)
            if new.name is None:
                new.name = old.name
    return [memo.get(id(v), v) for v in outputs]


def of_types_read(node: Apply, inputs: Sequence[Variable]) -> list[Variable]:
    """Return `inputs` as variables of the types that `node` reads; TypeError if one cannot be converted."""
    return [new if new is old else old.type.filter_variable(new) for new, old in zip(inputs, node.inputs, strict=True)]
