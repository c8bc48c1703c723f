"""Rules of the users among ours, and optimizers that change a FunctionGraph in place."""

import numpy as np
import pytest

import theano_compat.old.theano.gof as gof
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.compilation.rewriting import registered_rules, user_rules
from theano_compat.old.theano.gof import opt, optdb, toolbox

x, y = tt.dvector("x"), tt.dvector("y")


@gof.local_optimizer([tt.exp])
def exp_becomes_twice(node):
    """Wrong on purpose, so that one sees that it ran."""
    return [node.inputs[0] * 2] if node.op == tt.exp else False


@gof.local_optimizer([tt.exp])
def later_spelling(fgraph, node):
    return {node.outputs[0]: node.inputs[0] * 2}


@pytest.fixture
def registered():
    user_rules.register("canonicalise", exp_becomes_twice, "exp_becomes_twice")
    yield
    registered_rules.REGISTERED["canonicalise"].clear()
    user_rules._made_rules.clear()


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN", "JAX"])
def test_a_registered_rule_runs_in_every_backend(registered, mode):
    assert theano.function([x], tt.exp(x), mode=mode)([1.0, 3.0]).tolist() == [2.0, 6.0]


def test_not_where_nothing_is_rewritten(registered):
    assert theano.function([x], tt.exp(x), mode="UNOPTIMISED")([0.0]).tolist() == [1.0]


def test_debug_mode_catches_a_wrong_rule(registered):
    with pytest.raises(theano.compile.debugmode.BadOptimization):
        theano.function([x], tt.exp(x), mode="DebugMode")([1.0])


WHOLE = optdb.EquilibriumDB()
WHOLE.register("exp_becomes_twice", exp_becomes_twice, "all")


@pytest.mark.parametrize(
    "optimizer",
    [
        exp_becomes_twice,
        later_spelling,
        opt.out2in(exp_becomes_twice),
        WHOLE.query("+all"),
        opt.PatternSub((tt.exp, "a"), (tt.mul, "a", 2)),
    ],
    ids=["local", "of fgraph and node", "out2in", "database", "pattern"],
)
def test_a_mode_has_its_own(optimizer):
    mode = theano.Mode("py", None).register((optimizer, 10))
    w = theano.shared(np.array([3.0]), "w")
    f = theano.function([x], tt.exp(x) + w, mode=mode)
    assert f([2.0]).tolist() == [7.0]
    w.set_value([4.0])
    assert f([2.0]).tolist() == [8.0]
    assert theano.function([x], tt.exp(x), mode="FAST_COMPILE")([0.0]).tolist() == [1.0]


TRACKS = {
    "all": None,
    "a class": [tt.Elemwise],
    "a class that stands for others": [tt.basic.Join],
    "an Op and a class": [tt.log, tt.Dot],
}


@pytest.mark.parametrize("name", TRACKS)
def test_what_a_rule_sees(name):
    seen = set()

    @gof.local_optimizer(TRACKS[name])
    def look(node):
        seen.add(type(node.op).__name__)

    z = tt.log(tt.dot(tt.concatenate([x, y]), tt.concatenate([y, x])))
    theano.function([x, y], z, mode=theano.Mode("py", None).register((look, 1)))
    assert (
        seen
        == {
            "all": {"Elemwise", "Dot", "Join"},
            "a class": {"Elemwise"},
            "a class that stands for others": {"Join"},
            "an Op and a class": {"Elemwise", "Dot"},
        }[name]
    )


@pytest.mark.parametrize("choice", ["warn", "ignore", "raise"])
def test_a_rule_that_raises(choice):
    @gof.local_optimizer([tt.exp])
    def broken(node):
        raise RuntimeError("broken")

    mode = theano.Mode("py", None).register((broken, 1))
    with theano.config.change_flags(on_opt_error=choice):
        if choice == "raise":
            with pytest.raises(RuntimeError, match="broken"):
                theano.function([x], tt.exp(x), mode=mode)
            return
        if choice == "warn":
            with pytest.warns(RuntimeWarning, match="broken"):
                f = theano.function([x], tt.exp(x), mode=mode)
        else:
            f = theano.function([x], tt.exp(x), mode=mode)
    assert f([0.0]).tolist() == [1.0]


# What is done to the graph of (exp(x) + exp(x)) * y, and what it then says.
BEFORE = "[mul(add(exp(x), exp(x)), y)]"
DONE = {
    "one Op for another": (lambda: opt.TopoOptimizer(opt.OpSub(tt.exp, tt.log)), "[mul(add(log(x), log(x)), y)]"),
    "an Op away": (lambda: opt.TopoOptimizer(opt.OpRemove(tt.exp)), "[mul(add(x, x), y)]"),
    "a pattern": (
        lambda: opt.TopoOptimizer(opt.PatternSub((tt.add, "a", "a"), (tt.sqr, "a"))),
        BEFORE,
    ),  # the two exp are two nodes
    "merged, then a pattern": (
        lambda: opt.SeqOptimizer(
            opt.MergeOptimizer(), opt.TopoOptimizer(opt.PatternSub((tt.add, "a", "a"), (tt.sqr, "a")))
        ),
        "[mul(sqr(exp(x)), y)]",
    ),
    "again and again": (
        lambda: opt.EquilibriumOptimizer([opt.OpSub(tt.exp, tt.log), opt.OpSub(tt.log, tt.sqr)]),
        "[mul(add(sqr(x), sqr(x)), y)]",
    ),
    "a group": (lambda: opt.in2out(opt.OpRemove(tt.log), opt.OpRemove(tt.exp)), "[mul(add(x, x), y)]"),
    "a constraint": (
        lambda: opt.TopoOptimizer(
            opt.PatternSub((tt.exp, {"pattern": "a", "constraint": lambda v: v.name == "z"}), "a")
        ),
        BEFORE,
    ),
}


def said(graph):
    return str(graph).replace("Elemwise{", "").replace(",no_inplace}", "")


@pytest.mark.parametrize("name", DONE)
def test_optimizers(name):
    make, after = DONE[name]
    graph = gof.FunctionGraph([x, y], [(tt.exp(x) + tt.exp(x)) * y])
    assert said(graph) == BEFORE
    make().optimize(graph)
    graph.check_integrity()
    assert said(graph) == after


def test_databases_are_asked_by_tags():
    first, second = opt.OpSub(tt.exp, tt.log), opt.OpSub(tt.log, tt.sqr)
    group = optdb.LocalGroupDB()
    group.register("first", first, "a", "b")
    group.register("second", second, "a")
    assert group.query("+a").opts == (first, second) and group.query("+a", "-b").opts == (second,)
    assert group.query("+a", "&b").opts == (first,) and "a" in group and group["first"] is first
    sequence = optdb.SequenceDB()
    sequence.register("late", opt.MergeOptimizer(), 10, "all")
    sequence.register("early", group, 1, "all", "a")
    found = sequence.query(optdb.Query(["all"], subquery={"early": optdb.Query(["a"])}))
    assert [type(o).__name__ for o in found] == ["LocalOptGroup", "MergeOptimizer"]
    assert [type(o).__name__ for o in sequence.query("+all", position_cutoff=5)] == ["LocalOptGroup"]
    with pytest.raises(ValueError, match="existing"):
        group.register("first", first)
    with pytest.raises(ValueError, match="'\\+'"):
        group.query("a")


def test_features_are_told():
    graph = gof.FunctionGraph([x, y], [tt.exp(x) * y])
    history = toolbox.History()
    graph.attach_feature(history)
    graph.attach_feature(toolbox.NodeFinder())
    [node] = graph.get_nodes(tt.exp)
    checkpoint = graph.checkpoint()
    graph.replace(node.outputs[0], tt.log(graph.inputs[0]))
    assert said(graph) == "[mul(log(x), y)]"
    graph.revert(checkpoint)
    assert said(graph) == "[mul(exp(x), y)]" and graph.clients(graph.inputs[1]) == [(graph.outputs[0].owner, 1)]
    with pytest.raises(TypeError, match="same"):
        graph.replace(graph.outputs[0], tt.dscalar("s"))
    graph.remove_feature(history)
    assert "checkpoint" not in vars(graph)


def test_a_feature_may_refuse():
    class NoLog(toolbox.Feature):
        def validate(self, fgraph):
            if any(n.op == tt.log for n in fgraph.toposort()):
                raise gof.InconsistencyError("no log")

    graph = gof.FunctionGraph([x], [tt.exp(x)], features=[NoLog()])
    opt.TopoOptimizer(opt.OpSub(tt.exp, tt.log)).optimize(graph)
    assert said(graph) == "[exp(x)]"


def test_function_graphs_need_their_inputs_and_leave_ours_alone():
    z = tt.exp(x) * y
    with pytest.raises(gof.MissingInputError, match="`y`"):
        gof.FunctionGraph([x], [z])
    graph = gof.FunctionGraph([x, y], [z])
    graph.replace(graph.outputs[0], graph.inputs[0])
    assert graph.outputs == graph.inputs[:1] and z.owner.inputs[1] is y


@pytest.mark.parametrize(
    "linker",
    [gof.PerformLinker(), gof.CLinker(), gof.DualLinker(), gof.OpWiseCLinker()],
    ids=lambda linker: linker.name,
)
def test_linkers(linker):
    graph = gof.FunctionGraph([x, y], [tt.exp(x) * y])
    assert linker.accept(graph).make_function()([0.0], [3.0]).tolist() == [3.0]
    thunk, ins, outs = linker.accept(graph).make_thunk()
    ins[0].value, ins[1].value = [0.0], [5.0]
    thunk()
    assert outs[0].value.tolist() == [5.0]
    assert theano.function([x], x + 1, mode=theano.Mode(linker, None))([1.0]).tolist() == [2.0]


@pytest.mark.parametrize("spelling", ["function", "decorator", "database"])
def test_registering_for_all_functions(spelling, registered):
    registered_rules.REGISTERED["canonicalise"].clear()
    database = theano.compile.optdb["canonicalize"]
    if spelling == "function":
        assert tt.opt.register_canonicalize(exp_becomes_twice, "fast_compile", name="again") is exp_becomes_twice
    elif spelling == "decorator":
        tt.opt.register_canonicalize("fast_compile")(exp_becomes_twice)
    else:
        database.register("mine", exp_becomes_twice, "fast_run")
    assert theano.function([x], tt.exp(x), mode="FAST_COMPILE")([1.0]).tolist() == [2.0]


@pytest.mark.parametrize(
    ("tag", "mode", "value"),
    [("fast_run", "C", 2.0), ("fast_run", "FAST_COMPILE", np.e), ("fast_compile", "FAST_COMPILE", 2.0)],
)
def test_a_whole_optimizer_for_all_functions(tag, mode, value):
    optdb_ = theano.compile.optdb
    optdb_.register("users", opt.out2in(exp_becomes_twice), 75, tag)
    try:
        np.testing.assert_allclose(theano.function([x], tt.exp(x), mode=mode)([1.0]), [value])
    finally:
        registered_rules.WHOLE.clear()
        for table in (optdb_._objects, optdb_._tags, optdb_._position):
            del table["users"]


@pytest.mark.parametrize(
    ("tag", "written", "becomes"),
    [
        ("+fast_run", tt.log(1 + tt.exp(x)), "[softplus(x)]"),
        ("+canonicalize", x.dimshuffle(0) * 1.0, "[x]"),
    ],
)
def test_our_rules_as_an_optimizer(tag, written, becomes):
    graph = gof.FunctionGraph([x], [written])
    theano.compile.optdb.query(tag).optimize(graph)
    assert said(graph) == becomes
