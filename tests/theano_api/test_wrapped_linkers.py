"""WrapLinker, RecordMode and pre_greedy_local_optimizer. Expected: Theano-PyMC 1.1.2 (`theano.link`, `theano.graph`)
and Theano 1.0.5 (`theano.gof`, `theano.tests.record`), whose nodes for constants are more."""

import io

import numpy as np
import pytest

import theano_compat.old.theano.gof.opt as old_opt
import theano_compat.old.theano.graph.opt as new_opt
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano import gof
from theano_compat.old.theano.link import basic as link
from theano_compat.old.theano.tests.record import MismatchError, Record, RecordMode

x = tt.dvector("x")
V = np.array([1.0, 2.0])


def wrapper(seen):
    def one(*arguments):
        kinds = [type(a).__name__ for a in arguments]
        thunks = arguments[kinds.index("Apply") + 1 :]
        seen.append((kinds[: kinds.index("Apply") + 1], arguments[kinds.index("Apply") - 1], len(thunks)))
        for thunk in thunks:
            thunk()
            seen.append([np.asarray(cell[0]).tolist() for cell in thunk.outputs])

    return one


@pytest.mark.parametrize("module, first", [(gof, []), (gof.link, []), (link, ["FunctionGraph"])])
def test_nodes_of_two_linkers(module, first):
    seen = []
    linker = module.WrapLinker([module.PerformLinker(), module.PerformLinker()], wrapper(seen))
    f = theano.function([x], tt.exp(x).sum(), mode=theano.Mode(linker, None))
    assert f(np.zeros(2)) == 2.0
    kinds = [*first, "int", "Apply"]
    assert seen == [(kinds, 0, 2), [[1.0, 1.0]], [[1.0, 1.0]], (kinds, 1, 2), [2.0], [2.0]]


def test_a_wrapper_may_change_what_is_computed():
    def halve(i, node, thunk):
        thunk()
        thunk.outputs[0][0] = thunk.outputs[0][0] / 2

    f = theano.function([x], tt.exp(x).sum(), mode=theano.Mode(gof.WrapLinker([gof.PerformLinker()], halve), None))
    assert f(np.zeros(2)) == 0.5


@pytest.mark.parametrize("module", [gof, link])
def test_several_wrappers(module):
    order = []
    wrappers = [lambda *a: order.append("before"), lambda *a: a[-1](), lambda *a: order.append("after")]
    linker = module.WrapLinkerMany([module.PerformLinker()], wrappers)
    assert isinstance(linker, module.WrapLinker)
    f = theano.function([x], tt.exp(x), mode=theano.Mode(linker, None))
    np.testing.assert_allclose(f(V), np.exp(V))
    assert order == ["before", "after"]


def test_before_the_first_node():
    class Counts(gof.WrapLinker):
        calls = []

        def pre(self, f, inputs, order, thunk_groups):
            self.calls.append((len(inputs), len(order), [len(g) for g in thunk_groups]))

    linker = Counts([gof.PerformLinker()], lambda i, node, thunk: thunk())
    run = linker.accept(gof.FunctionGraph([x], [tt.exp(x).sum()])).make_function()
    assert run(np.zeros(3)) == 3.0 and Counts.calls == [(1, 2, [1, 1])]


def test_errors_of_wrappers_pass():
    def fails(i, node, thunk):
        raise KeyError(i)

    f = theano.function([x], tt.exp(x), mode=theano.Mode(gof.WrapLinker([gof.PerformLinker()], fails), None))
    with pytest.raises(KeyError):
        f(V)


def test_records():
    out = io.StringIO()
    f = theano.function([x], tt.exp(x).sum(), mode=RecordMode(Record(file_object=out)))
    assert f(V) == pytest.approx(np.exp(V).sum())
    lines = out.getvalue().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Node 0", "Inputs", "Outputs", "Node 1", "Inputs", "Outputs"]

    def again(value):
        record = Record(file_object=io.StringIO(out.getvalue()), replay=True)
        return theano.function([x], tt.exp(x).sum(), mode=RecordMode(record))(value)

    assert again(V) == f(V)
    with pytest.raises(MismatchError, match="Replay detected mismatch"):
        again(V + 1)


def test_lines_of_a_record(tmp_path):
    record = Record(file_path=str(tmp_path / "r.txt"))
    record.handle_line("hello\n")
    for wrong in ("hello", "a\nb\n"):
        with pytest.raises(AssertionError):
            record.handle_line(wrong)
    record.f.close()
    replayed = Record(file_path=str(tmp_path / "r.txt"), replay=True)
    replayed.handle_line("hello\n")
    with pytest.raises(MismatchError):
        replayed.handle_line("more\n")
    replayed.f.close()
    with pytest.raises(AssertionError):
        Record()


@gof.local_optimizer([tt.add])
def twice(node):
    a, *others = node.inputs
    return [a * 2] if others == [a] else False


@new_opt.local_optimizer([tt.add])
def twice_of_graph(fgraph, node):
    return twice.fn(node)


def test_nodes_above_are_rewritten():
    total = x + x
    assert theano.pp(old_opt.pre_greedy_local_optimizer([twice], tt.exp(total))) == "exp((x * TensorConstant{2}))"
    elsewhere, inside = gof.FunctionGraph([x], [x * 3], clone=False), gof.FunctionGraph([x], [total], clone=False)
    new = new_opt.pre_greedy_local_optimizer
    assert theano.pp(new(elsewhere, [twice_of_graph], tt.exp(total))) == "exp((x * TensorConstant{2}))"
    assert theano.pp(new(inside, [twice_of_graph], tt.exp(total))) == "exp((x + x))"
    assert new(inside, [twice_of_graph], x) is x and theano.pp(tt.exp(total)) == "exp((x + x))"
    np.testing.assert_allclose(new(elsewhere, [twice_of_graph], tt.exp(total)).eval({x: V}), np.exp(2 * V))
