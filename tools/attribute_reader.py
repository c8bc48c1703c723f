"""The public attributes of classes, and of some values, as lines of text; runs in the old libraries, and on ours.

    name < base base: m method method; p property; d dict ...      a class of the library, its own attributes
    of name: m method; v value ...                                 a value of that kind, all its attributes

The letters: m is called, c a class, p a property (of classes), d a mapping, l a list, tuple or set, v another value.
"""

import collections.abc
import importlib
import inspect
import sys
import warnings

KINDS = "mcpdlv"
ROUTINES = (classmethod, staticmethod)


def kind_of_value(value):
    """Return the letter of what an attribute of a value is."""
    if inspect.isclass(value):
        return "c"
    if isinstance(value, collections.abc.Mapping):  # some can be called besides
        return "d"
    if callable(value):
        return "m"
    return "l" if isinstance(value, (list, tuple, set, frozenset)) else "v"


def kind_of_static(value):
    """Return the letter of what stands in a class."""
    if isinstance(value, ROUTINES) or inspect.isroutine(value):
        return "m"
    if isinstance(value, property) or hasattr(type(value), "__get__") and not inspect.isclass(value):
        return "p"
    return kind_of_value(value)


def is_public(name):
    return not name.startswith("_") or name == "__call__"


def is_legacy(cls):
    return str(cls.__module__).partition(".")[0] in ("theano", "pymc3")


def written(kinds):
    """Return attributes by their letters, of a dict name -> letter."""
    parts = [(letter, sorted(name for name in kinds if kinds[name] == letter)) for letter in KINDS]
    return "; ".join(" ".join([letter] + names) for letter, names in parts if names)


class Reader:
    """Lines of all classes of one interpreter's libraries."""

    def __init__(self):
        self.names = {}  # class -> its name
        self.lines = {}

    def add(self, cls, name):
        if cls in self.names:
            return
        self.names[cls] = name
        bases = []
        for one in cls.__mro__[1:]:
            if is_legacy(one):
                self.add(one, one.__module__ + "." + one.__qualname__)
                bases.append(self.names[one])
        own = {key: kind_of_static(value) for key, value in vars(cls).items() if is_public(key)}
        head = " ".join([name, "<"] + bases) if bases else name
        self.lines[name] = head + ": " + written(own)

    def read(self, asked):
        for line in asked:
            module, names = line.split()[0], line.split()[1:]
            try:
                loaded = importlib.import_module(module)
            except BaseException:
                continue
            for name in names:
                value = getattr(loaded, name, None)
                if inspect.isclass(value) and is_legacy(value):
                    self.add(value, module + "." + name)


def values():
    """Yield (kind, value) of values that old programs look into."""
    import numpy as np
    import theano
    import theano.tensor as tt
    from theano.compile import builders, mode, profiling

    x, y = tt.dvector("x"), tt.dscalar("y")
    w = theano.shared(np.zeros(3), "w")
    f = theano.function([x], [tt.exp(x) + w, x.sum()], updates=[(w, w + 1)], profile=False)
    yield "TensorVariable", x
    yield "TensorVariable", x + 1
    yield "TensorConstant", tt.constant(1.0)
    yield "TensorSharedVariable", w
    yield "ScalarSharedVariable", theano.shared(1.0)
    yield "Container", w.container
    yield "Function", f
    yield "FunctionMaker", f.maker
    yield "FunctionGraph", f.maker.fgraph
    yield "In", f.maker.inputs[0]
    yield "Out", theano.Out(x)
    yield "Apply", (x + y).owner
    yield "TensorType", x.type
    yield "Elemwise", tt.exp(x).owner.op
    yield "ScalarOp", tt.exp(x).owner.op.scalar_op
    yield "DimShuffle", y.dimshuffle("x").owner.op
    yield "Sum", x.sum().owner.op
    yield "Subtensor", x[1:].owner.op
    yield "IncSubtensor", tt.set_subtensor(x[1:], 0.0).owner.op
    yield "Reshape", x.reshape((1, -1)).owner.op
    yield "Join", tt.join(0, x, x).owner.op
    yield "Dot", tt.dot(x, x).owner.op
    loop, changes = theano.scan(lambda v, a: a + v, sequences=x, outputs_info=y, name="loop")
    node = next(one for one in ancestors(loop) if hasattr(one.op, "n_seqs"))
    yield "Scan", node.op
    yield "OpFromGraph", builders.OpFromGraph([x, y], [x * y])
    yield "Mode", mode.get_mode("FAST_RUN")
    yield "ProfileStats", profiling.ProfileStats(atexit_print=False)
    yield "Scratchpad", x.tag
    from theano import sparse

    yield "SparseVariable", sparse.csc_matrix("s")
    yield "SparseType", sparse.csc_matrix("s").type


def ancestors(variable):
    found, waiting = [], [variable]
    while waiting:
        node = waiting.pop().owner
        if node is not None and node not in found:
            found.append(node)
            waiting.extend(node.inputs)
    return found


def of_values():
    """Return kind -> attribute -> letter, of all values."""
    found = {}
    for kind, value in values():
        known = found.setdefault(kind, {})
        for name in dir(value):
            if is_public(name):
                try:
                    known[name] = kind_of_value(getattr(value, name))
                except AttributeError:
                    pass
                except Exception:  # there, and asks for more than we gave
                    known[name] = "v"
    return found


def main():
    warnings.simplefilter("ignore")
    reader = Reader()
    reader.read(sys.stdin.read().splitlines())
    for name in sorted(reader.lines):
        print("\t" + reader.lines[name])
    for kind, kinds in sorted(of_values().items()):
        print("\tof theano." + kind + ": " + written(kinds))


if __name__ == "__main__":
    main()
