"""Uses of a model: its log density, its variables, a starting point."""

from __future__ import annotations

import libcst as cst

from ..arguments import Change
from ..rule import Called, CallRule, Read
from .enclosing_model import model_of

MODEL = "pymc3.model.Model"
RV = ("pymc3.model.FreeRV", "pymc3.model.ObservedRV", "pymc3.model.TransformedRV")


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


def compiled(method: str):  # type: ignore[no-untyped-def]
    """Return the rule for `model.dlogp(vars)`, which gives a function of points."""

    def rule(call: Called) -> cst.BaseExpression:
        assert isinstance(call.updated.func, cst.Attribute)
        return call.updated.with_changes(func=call.updated.func.with_changes(attr=cst.Name(method)))

    return rule


def read(template: str, note: str = ""):  # type: ignore[no-untyped-def]
    """Return the rule for an attribute that is a method, or another attribute, today."""

    def rule(one: Read) -> cst.BaseExpression:
        assert isinstance(one.updated, cst.Attribute)
        if note:
            one.site.note(one.original, note)
        return one.site.make(template, m=one.updated.value)

    return rule


def gone(what: str):  # type: ignore[no-untyped-def]
    """Return the rule for an attribute without a counterpart today."""

    def rule(one: Read) -> None:
        one.site.mark("MP402", f"{one.site.text(one.original)}: {what}")

    return rule


def missing_values(one: Read) -> cst.BaseExpression:
    """Translate `observed.missing_values`: the variable of masked data has a name of its own."""
    assert isinstance(one.updated, cst.Attribute)
    return one.site.make(
        '[{f}(None)[{m}.name + "_unobserved"]]', f=one.site.bindings.reach("pymc.modelcontext"), m=one.updated.value
    )


def logpt(one: Read) -> cst.BaseExpression:
    """Translate `variable.logpt`."""
    assert isinstance(one.updated, cst.Attribute)
    return one.site.make(
        "{f}(None).logp(vars={m})", f=one.site.bindings.reach("pymc.modelcontext"), m=one.updated.value
    )


TEST_POINT = "model.initial_point(): the starting values of PyMC's support_point are others than the test values were"
CALLS: dict[str, Change | CallRule] = {
    f"{MODEL}.logp": density("compile_logp"),
    f"{MODEL}.fastlogp": density("compile_logp"),
    f"{MODEL}.dlogp": compiled("compile_dlogp"),
    f"{MODEL}.fastdlogp": compiled("compile_dlogp"),
    f"{MODEL}.d2logp": compiled("compile_d2logp"),
    f"{MODEL}.fastd2logp": compiled("compile_d2logp"),
    f"{MODEL}.logp_nojac": density("compile_logp", "jacobian=False"),
    f"{MODEL}.fastlogp_nojac": density("compile_logp", "jacobian=False"),
    **{f"{one}.{name}": density("compile_logp", of_variable=True) for one in RV for name in ("logp", "fastlogp")},
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
    f"{MODEL}.bijection": gone("pymc.blocking.DictToArrayBijection maps points to arrays"),
    f"{MODEL}.ordering": gone("there is none; pymc.blocking.DictToArrayBijection maps points to arrays"),
    f"{MODEL}.dict_to_array": gone("pymc.blocking.DictToArrayBijection.map(point)"),
    f"{MODEL}.check_test_point": gone("model.point_logps() gives the log density of each variable"),
    f"{MODEL}.makefn": gone("model.compile_fn(outputs)"),
    f"{MODEL}.missing_values": gone("there is none"),
    **{f"{one}.distribution": read("{m}") for one in RV},
    **{f"{one}.missing_values": missing_values for one in RV},
    **{f"{one}.init_value": gone("model.initial_point() has it") for one in RV},
    **{f"{one}.transformed": gone("model.rvs_to_values[variable] is its value variable") for one in RV},
    **{f"{one}.logpt": logpt for one in RV},
}


def check_test_point(call: Called) -> cst.BaseExpression:
    """Translate `model.check_test_point()` to `model.point_logps()`."""
    return call.site.make("{m}.point_logps()", m=call.receiver)


CALLS[f"{MODEL}.check_test_point"] = check_test_point
