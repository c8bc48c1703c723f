"""Linkers: legacy code chose a backend with them, and compiled a graph without theano.function.

Source: theano.gof.link, .cc, .vm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ....compilation.modes import Mode
from ....functions.checked_ops import equal_but_for_rounding
from ....functions.graphs.function_graph import FunctionGraph
from ....functions.pipeline import compile_graph
from ....graph.container import Container
from ....graph.other_names import also_named

if TYPE_CHECKING:
    from ....graph.variable import Apply


class Linker:
    """A backend, for `theano.Mode(linker=...)`; `accept(fgraph)`, then `make_function()` compiles.

    allow_gc, schedule: without an effect.
    """

    name = "cvm"

    @also_named(scheduler="schedule")
    def __init__(self, allow_gc: bool | None = None, schedule: object = None) -> None:
        """Accept options of garbage collection and of the order of nodes, which change no value."""
        self.allow_gc = allow_gc
        self.fgraph: Any = None

    def accept(self, fgraph: FunctionGraph, no_recycling: Any = None, profile: object = None) -> Linker:
        """Return a linker of this kind for the graph `fgraph`."""
        new = type(self).__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.fgraph = fgraph
        return new

    def clone(self, allow_gc: bool | None = None) -> Linker:
        return self.accept(self.fgraph)

    def _run(self) -> Callable[[Sequence[Any]], list[Any]]:
        return compile_graph(self.fgraph.inputs, self.fgraph.outputs, Mode(self.name, None))

    def make_function(self, unpack_single: bool = True, **kwargs: Any) -> Callable[..., Any]:
        """Return a function of the inputs, in order, without defaults; a single output is not in a list."""
        run, types = self._run(), [v.type for v in self.fgraph.inputs]

        def execute(*args: list[float]) -> Any:
            if len(args) != len(types):
                raise TypeError(f"Function call takes exactly {len(types)} args ({len(args)} given)")
            results = run([t.filter(a) for t, a in zip(types, args, strict=True)])
            return results[0] if unpack_single and len(results) == 1 else results

        return execute

    def make_thunk(
        self, input_storage: Any = None, output_storage: Any = None, storage_map: Any = None, keep_lock: bool = False
    ) -> tuple[Callable[[], None], list[Container], list[Container]]:
        """Return (a function without arguments, containers that it reads, containers that it fills)."""
        run = self._run()
        ins = [Container.of(None, v.type, v.name) for v in self.fgraph.inputs]
        outs = [Container.of(None, v.type, v.name) for v in self.fgraph.outputs]
        for cells, given in ((ins, input_storage), (outs, output_storage)):
            for cell, storage in zip(cells, given or (), strict=bool(given)):
                cell.put(storage[0])

        def thunk() -> None:
            for cell, value in zip(outs, run([c.held for c in ins]), strict=True):
                cell.put(value)

        return thunk, ins, outs


class WrapLinker(Linker):
    """Several linkers side by side: for every node, `wrapper(i, node, thunk, ...)` is called with a thunk of each.

    Calling a thunk computes the node (in NumPy, whatever the linker) from `thunk.inputs` to `thunk.outputs`. Each
    linker has its own storage; a function returns the first one's. `pre(self, inputs, nodes, thunks)` of a subclass
    is called before the first node.

    linkers: a list of linkers. wrapper: the function.
    """

    name = "monitor"

    def __init__(self, linkers: Sequence[Any], wrapper: Callable[..., Any]) -> None:
        super().__init__()
        self.linkers, self.wrapper = list(linkers), wrapper

    def pre(self, f: Any, inputs: Sequence[Any], order: Sequence[Any], thunk_groups: Sequence[Any]) -> None:
        """Prepare for a run; by default, do nothing."""

    def compat_of_program(self, main: Any) -> WrapLinker:
        """Return the linker that runs the nodes of a program."""
        return self

    def compat_run_node(self, i: int, node: Apply, thunks: Sequence[Any]) -> None:
        """Call the wrapper."""
        self.wrapper(i, node, *thunks)

    def _run(self) -> Callable[[Sequence[Any]], list[Any]]:
        return compile_graph(self.fgraph.inputs, self.fgraph.outputs, Mode(self, None))


class WrapLinkerOfGraphs(WrapLinker):
    """The WrapLinker of Theano-PyMC, whose function takes the graph, too: `wrapper(fgraph, i, node, thunk, ...)`.

    linkers, wrapper: as in theano.gof.WrapLinker.
    """

    def compat_of_program(self, main: Any) -> WrapLinker:
        return self.accept(FunctionGraph(list(main.inputs), list(main.outputs), clone=False))  # type: ignore[return-value]

    def compat_run_node(self, i: int, node: Apply, thunks: Sequence[Any]) -> None:
        self.wrapper(self.fgraph, i, node, *thunks)


def _one_after_the_other(wrappers: Sequence[Callable[..., Any]]) -> Callable[..., None]:
    def wrapper(*arguments: Any) -> None:
        for one in wrappers:
            one(*arguments)

    return wrapper


def WrapLinkerMany(linkers: Sequence[Any], wrappers: Sequence[Callable[..., Any]]) -> WrapLinker:
    """Return a WrapLinker that calls several functions, in order, for every node.

    linkers: as in WrapLinker. wrappers: the functions.
    """
    return WrapLinker(linkers, _one_after_the_other(wrappers))


def WrapLinkerManyOfGraphs(linkers: Sequence[Any], wrappers: Sequence[Callable[..., Any]]) -> WrapLinkerOfGraphs:
    """Return a WrapLinker of Theano-PyMC that calls several functions, in order, for every node.

    linkers: as in WrapLinker. wrappers: the functions, of (fgraph, i, node, thunk, ...).
    """
    return WrapLinkerOfGraphs(linkers, _one_after_the_other(wrappers))


class PerformLinker(Linker):
    """The linker of NumPy: each node runs by itself in Python.

    allow_gc, schedule: without an effect.
    """

    name = "py"


class VM_Linker(Linker):
    """The linker of C, or of NumPy.

    use_cloop: whether it is that of C. callback, callback_input: NotImplementedError where they are given. allow_gc,
    lazy, schedule, c_thunks, allow_partial_eval: without an effect.
    """

    def __init__(
        self,
        allow_gc: bool | None = None,
        use_cloop: bool = False,
        callback: object = None,
        callback_input: object = None,
        lazy: bool | None = None,
        schedule: object = None,
        c_thunks: bool | None = None,
        allow_partial_eval: bool | None = None,
    ) -> None:
        if callback is not None or callback_input is not None:
            raise NotImplementedError(
                "VM_Linker calls no callback: theano.compile.MonitorMode(pre_func=..., post_func=...) calls functions "
                "before and after each node."
            )
        super().__init__(allow_gc, schedule)
        self.name = "cvm" if use_cloop else "vm"


class CLinker(Linker):
    """The linker of C.

    schedule: without an effect.
    """

    name = "c"

    def __init__(self, schedule: object = None) -> None:
        super().__init__(None, schedule)


class OpWiseCLinker(Linker):
    """The linker of C for Ops with a C form, of NumPy for others.

    fallback_on_perform, allow_gc, nice_errors, schedule: without an effect.
    """

    name = "c|py"

    def __init__(
        self,
        fallback_on_perform: bool = True,
        allow_gc: bool | None = None,
        nice_errors: bool = True,
        schedule: object = None,
    ) -> None:
        super().__init__(allow_gc, schedule)


class DualLinker(Linker):
    """A linker of C and NumPy side by side, which raises where they differ.

    checker: a function of two values that raises; None for equality up to rounding. schedule: without an effect.
    """

    name = "c&py"

    def __init__(self, checker: Callable[[Any, Any], None] | None = None, schedule: object = None) -> None:
        super().__init__(None, schedule)
        self.checker = checker

    def _run(self) -> Callable[[Sequence[Any]], list[Any]]:
        first, second = (
            compile_graph(self.fgraph.inputs, self.fgraph.outputs, Mode(linker, None)) for linker in ("c", "py")
        )

        def run(values: Sequence[Any]) -> list[Any]:
            results, others = first(values), second(values)
            for variable, a, b in zip(self.fgraph.outputs, results, others, strict=True):
                if self.checker is not None:
                    self.checker(a, b)
                elif not equal_but_for_rounding(variable, a, b):
                    raise Exception(f"C and NumPy differ in {variable}: {a!r} and {b!r}.")
            return results

        return run
