"""The branches that the user wrote into a model: conditions of switches, comparisons, maxima; their truth at points.

Code of both sides, in NumPy alone. The checks inside of a library's log densities are no branches of the user's, so
graphs are those of parameters, deterministics, potentials and log densities that the user wrote as a function.
"""

import numpy as np

COMPARISONS = {"gt", "lt", "ge", "le", "eq", "neq"}
MOST = 200  # conditions
LIBRARIES = {"theano", "theano_compat", "pymc3", "pymc", "pytensor", "abc"}  # where classes of their Ops are


class Branches:
    """The conditions of a model, compiled.

    labels: for each, "where: on which variables". hidden: where there may be more, in loops and the user's code.
    """

    def __init__(self, lib, graphs, inputs, compiled):
        """Find them. graphs: (what it is of, graph); inputs: name -> variable; compiled: makes a function."""
        self.labels, self.hidden, found = [], [], []
        names = {id(variable): name for name, variable in inputs.items()}
        seen, done = {}, set()
        for label, graph in graphs:
            for node in in_order(graph):
                if id(node) in done:
                    continue
                done.add(id(node))
                if hidden := hides(node):
                    self.hidden.append(f"{hidden} of {label}")
                for condition in conditions(node):
                    variables = inputs_of(condition, seen, names)
                    if variables and not any(condition is one for one in found) and len(found) < MOST:
                        found.append(condition)
                        self.labels.append(f"{label}: a condition on {', '.join(sorted(variables))}")
        outputs = [one for each in found for one in (lib.any(each), lib.any(lib.eq(each, 0)))]
        self.function = compiled(list(inputs.values()), outputs) if found else None

    def at(self, points):
        """Return (points, conditions, 2): whether any element is true, whether any is false; neither where it raises.

        points: a list of values of all inputs, for each point.
        """
        taken = np.zeros((len(points), len(self.labels), 2), bool)
        for i, here in enumerate(points if self.function else ()):
            with np.errstate(all="ignore"):
                try:
                    taken[i] = np.array([bool(one) for one in self.function(*here)]).reshape(-1, 2)
                except Exception:
                    continue
        return taken


def in_order(graph):
    """Return the nodes of a graph, each once, those first that others read."""
    found, seen, left = [], set(), [(graph, False)]
    while left:
        variable, expanded = left.pop()
        node = getattr(variable, "owner", None)
        if node is None or (id(node) in seen and not expanded):
            continue
        if expanded:
            found.append(node)
            continue
        seen.add(id(node))
        left.append((variable, True))
        left += [(one, False) for one in node.inputs]
    return found


def hides(node):
    """Return what has branches that are not seen here, a loop or an Op of the user's; "" of other nodes."""
    kind = type(node.op)
    if kind.__name__ == "Scan":
        outputs = getattr(node.op, "inner_outputs", None) or getattr(node.op, "outputs", ())
        steps = [each for one in outputs if hasattr(one, "owner") for each in in_order(one)]
        return "a loop" if any(map(conditions, steps)) else ""
    foreign = kind.__module__.split(".")[0] not in LIBRARIES or kind.__name__ == "FromFunctionOp"
    return f"the Op {node.op}" if foreign else ""


def conditions(node):
    """Return what decides between the inputs of a node, as graphs that are true or false."""
    scalar = getattr(node.op, "scalar_op", None) if len(node.inputs) > 1 else None  # not of a reduction
    name = str(getattr(scalar, "name", None) or type(scalar).__name__).lower()
    if name == "switch":
        return [] if any(map(is_infinite, node.inputs[1:])) else [node.inputs[0]]
    if type(node.op).__name__ == "IfElse":
        return [node.inputs[0]]
    if name in COMPARISONS:
        return [node.outputs[0]]
    if name in ("maximum", "minimum"):
        return [node.inputs[0] > node.inputs[1]]
    if name == "clip":
        ends = zip((node.inputs[0] < node.inputs[1], node.inputs[0] > node.inputs[2]), node.inputs[1:])  # noqa: B905
        return [condition for condition, end in ends if not is_infinite(end)]
    return []


def is_infinite(variable):
    """Say whether a graph is an infinite constant, also as one that is broadcast."""
    while getattr(variable, "owner", None) is not None and len(variable.owner.inputs) == 1:
        variable = variable.owner.inputs[0]
    data = getattr(variable, "data", None)
    return data is not None and bool(np.all(np.isinf(np.asarray(data, dtype=float))))


def inputs_of(variable, seen, names):
    """Return the names of the inputs that a graph reads. seen: the same of graphs that were asked before."""
    if id(variable) in seen:
        return seen[id(variable)][1]
    found = {names[id(variable)]} if id(variable) in names else set()
    node = getattr(variable, "owner", None)
    for one in in_order(variable) if node is not None else ():
        found |= {names[id(each)] for each in one.inputs if id(each) in names}
    seen[id(variable)] = variable, found  # kept alive, so that its id stays its own
    return found
