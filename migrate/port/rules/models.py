"""Uses of a model: its log density, its variables, a starting point."""

from __future__ import annotations

import libcst as cst

from ...rewriting.nodes import keyword
from ..arguments import Change, carried, tidy
from ..names.kinds import DISTRIBUTION, FREE, MODEL, OBSERVED, TRANSFORMED
from ..rule import Called, CallRule, Read
from ..site import unquoted
from .enclosing_model import model_of
from .traces import SUFFIXES

RV = (FREE, OBSERVED, TRANSFORMED)


def density(method: str, arguments: str = "", of_variable: bool = False):  # type: ignore[no-untyped-def]
    """Return the rule for `model.logp(point)`: `model.compile_logp()(point)`, which compiles at each evaluation."""

    def rule(call: Called) -> cst.BaseExpression | None:
        site = call.site
        if len(call.args) != 1 or call.args[0].star:
            site.mark("MP402", f"{site.text(call.original.func)}: see model.{method}()")
            return None
        model, inside = call.receiver, arguments
        text = "{m}." + method + "(" + inside + ")({p})"
        if of_variable:
            around = model_of(site, call.original)
            if around is None:
                site.mark("MP402", f"{site.text(call.original.func)}: model.{method}(vars=variable) of its model")
                return None
            return site.make(around + "." + method + "(vars={m}" + inside + ")({p})", m=model, p=call.args[0].value)
        return site.make(text, m=model, p=call.args[0].value)

    return rule


def compiled(method: str, more: str = ""):  # type: ignore[no-untyped-def]
    """Return the rule for `model.dlogp(vars)`, which gives a function of points."""

    def rule(call: Called) -> cst.BaseExpression:
        assert isinstance(call.updated.func, cst.Attribute)
        name, _, value = more.partition("=")
        args = [*call.args, keyword(name, cst.parse_expression(value))] if more else call.args
        return call.updated.with_changes(
            func=call.updated.func.with_changes(attr=cst.Name(method)), args=tidy(args, call.args)
        )

    return rule


def profile(call: Called) -> cst.BaseExpression:
    """Translate `model.profile(outs, 100)`: the number of evaluations goes by keyword today."""
    change = Change("pymc.Model.profile", ("outs", "n", "point", "profile"))
    return call.updated.with_changes(args=carried(call.site, call.name, change, call.original, call.args))


def read(template: str, note: str = ""):  # type: ignore[no-untyped-def]
    """Return the rule for an attribute that is a method, or another attribute, today."""

    def rule(one: Read) -> cst.BaseExpression:
        assert isinstance(one.updated, cst.Attribute)
        if note:
            one.site.note(one.original, note)
        return one.site.make(template, m=one.updated.value)

    return rule


def missing_values(one: Read) -> cst.BaseExpression:
    """Translate `observed.missing_values`: the variable of masked data has a name of its own."""
    assert isinstance(one.updated, cst.Attribute)
    return one.site.make(
        '[{f}(None)[{m}.name + "_unobserved"]]', f=one.site.bindings.reach("pymc.modelcontext"), m=one.updated.value
    )


def logpt(text: str):  # type: ignore[no-untyped-def]
    """Return the rule for `variable.logpt` and its like."""

    def rule(one: Read) -> cst.BaseExpression:
        assert isinstance(one.updated, cst.Attribute)
        around = one.site.bindings.reach("pymc.modelcontext")
        return one.site.make("{f}(None)." + text, f=around, m=one.updated.value)

    return rule


def number_of_coordinates(one: Read) -> cst.BaseExpression:
    """Translate `model.ndim`, the length of a point as a vector."""
    assert isinstance(one.updated, cst.Attribute)
    size = one.site.bindings.reach("numpy.size")
    return one.site.make("sum({f}(value) for value in {m}.initial_point().values())", f=size, m=one.updated.value)


def variable(one: Read) -> cst.BaseExpression | None:
    """Translate `model.sd_log__`: the value variable of sd; other variables are attributes today, too."""
    assert isinstance(one.updated, cst.Attribute)
    return _value_variable(one, one.updated.attr.value)


def item(one: Read) -> cst.BaseExpression | None:
    """Translate `model["sd_log__"]`."""
    assert isinstance(one.updated, cst.Subscript)
    index = one.updated.slice[0].slice
    said = unquoted(index.value) if isinstance(index, cst.Index) else None
    return _value_variable(one, said) if said is not None else None


def _value_variable(one: Read, said: str) -> cst.BaseExpression | None:
    ending = next((ending for ending in SUFFIXES if said.endswith(ending)), None)
    if ending is None:
        return None
    return one.site.make('{m}.rvs_to_values[{m}["' + said.removesuffix(ending) + '"]]', m=one.updated.value)


_DENSITIES = {
    "logpt": "logp(vars={m})",
    "logp_nojact": "logp(vars={m}, jacobian=False)",
    "logp_elemwiset": "logp(vars={m}, sum=False)[0]",
}
TEST_POINT = "model.initial_point(): the starting values of PyMC's support_point are others than the test values were"
CALLS: dict[str, Change | CallRule] = {
    f"{MODEL}.logp": density("compile_logp"),
    f"{MODEL}.fastlogp": density("compile_logp"),
    f"{MODEL}.dlogp": compiled("compile_dlogp"),
    f"{MODEL}.fastdlogp": compiled("compile_dlogp"),
    f"{MODEL}.d2logp": compiled("compile_d2logp"),
    f"{MODEL}.fastd2logp": compiled("compile_d2logp"),
    **{
        f"{MODEL}.{fast}{name}_nojac": compiled(f"compile_{name}", "jacobian=False")
        for fast in ("", "fast")
        for name in ("dlogp", "d2logp")
    },
    f"{MODEL}.profile": profile,
    f"{MODEL}.logp_nojac": density("compile_logp", "jacobian=False"),
    f"{MODEL}.fastlogp_nojac": density("compile_logp", "jacobian=False"),
    **{f"{one}.{name}": density("compile_logp", of_variable=True) for one in RV for name in ("logp", "fastlogp")},
    **{
        f"{one}.{name}": density("compile_logp", ", jacobian=False", of_variable=True)
        for one in RV
        for name in ("logp_nojac", "fastlogp_nojac")
    },
    **{f"{one}.logp_elemwise": density("compile_logp", ", sum=False", of_variable=True) for one in RV},
}
ATTRIBUTES = {
    f"{MODEL}.test_point": read("{m}.initial_point()", TEST_POINT),
    f"{MODEL}.logp": read("{m}.compile_logp()"),
    f"{MODEL}.fastlogp": read("{m}.compile_logp()"),
    f"{MODEL}.logpt": read("{m}.logp()"),
    f"{MODEL}.varlogpt": read("{m}.varlogp"),
    f"{MODEL}.datalogpt": read("{m}.datalogp"),
    f"{MODEL}.logp_nojact": read("{m}.logp(jacobian=False)"),
    f"{MODEL}.vars": read("{m}.value_vars"),
    f"{MODEL}.cont_vars": read("{m}.continuous_value_vars"),
    f"{MODEL}.disc_vars": read("{m}.discrete_value_vars"),
    f"{MODEL}.model": read("{m}"),
    f"{MODEL}.RV_dims": read("{m}.named_vars_to_dims"),
    f"{MODEL}.add_random_variable": read("{m}.add_named_variable"),
    f"{MODEL}.ndim": number_of_coordinates,
    **{f"{one}.distribution": read("{m}") for one in RV},
    **{f"{one}.missing_values": missing_values for one in RV},
    **{f"{one}.{name}": logpt(text) for one in RV for name, text in _DENSITIES.items()},
    **{f"{one}.dshape": read("tuple({m}.shape.eval())") for one in (*RV, DISTRIBUTION)},
    **{f"{one}.dsize": read("int({m}.size.eval())") for one in RV},
    f"{DISTRIBUTION}.shape": read("tuple({m}.shape.eval())"),
}
ITEMS = {f"{MODEL}()": item}


def check_test_point(call: Called) -> cst.BaseExpression:
    """Translate `model.check_test_point()` to `model.point_logps()`."""
    return call.site.make("{m}.point_logps()", m=call.receiver)


CALLS[f"{MODEL}.check_test_point"] = check_test_point
