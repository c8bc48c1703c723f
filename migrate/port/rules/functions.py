"""Compiled functions: what a model makes of its variables, and what theano.function returns."""

from __future__ import annotations

import libcst as cst

from ...check.names.values import TENSORS
from ...rewriting.nodes import keyword
from ..arguments import Change, find, given, tidy
from ..names.kinds import FUNCTION, GRADIENT, MODEL
from ..rule import Called, CallRule
from .models import read

_OF_A_VARIABLE = "model.compile_fn(model.replace_rvs_by_values([x])[0], inputs=model.value_vars)"


def compiled_expressions(more: str = ""):  # type: ignore[no-untyped-def]
    """Return the rule for `model.fn(x)`: today variables are replaced by their values before they are compiled."""

    def rule(call: Called) -> cst.BaseExpression | None:
        site = call.site
        outs = find(given(call.args, ("outs", "mode")), "outs")
        original = find(given(call.original.args, ("outs", "mode")), "outs")
        if len(call.args) != 1 or outs is None or original is None:
            site.mark("MP402", f"{site.text(call.original.func)}: {_OF_A_VARIABLE}")
            return None
        inside = f', inputs={{m}}.value_vars, on_unused_input="ignore"{more})'
        if isinstance(original, cst.List | cst.Tuple):
            return site.make("{m}.compile_fn({m}.replace_rvs_by_values({o})" + inside, m=call.receiver, o=outs)
        found = site.names(original)
        if found and found <= TENSORS:
            return site.make("{m}.compile_fn({m}.replace_rvs_by_values([{o}])[0]" + inside, m=call.receiver, o=outs)
        site.mark("MP402", f"{site.text(call.original.func)}, of one variable or of several? {_OF_A_VARIABLE}")
        return None

    return rule


def density_and_gradient(call: Called) -> cst.BaseExpression:
    """Translate `model.logp_dlogp_function()`: it is asked for a function of a vector, which it was by default."""
    vector = keyword("ravel_inputs", cst.Name("True"))
    return call.updated.with_changes(args=tidy([*call.args, vector], call.args))


def at_a_vector(call: Called) -> cst.BaseExpression | None:
    """Look at the arguments of such a function: it does not write into an array that it is given any more."""
    arguments = given(call.args, ("array", "grad_out", "extra_vars"))
    if find(arguments, "grad_out") is not None:
        call.site.mark("MP402", f"{call.site.text(call.original.func)}(grad_out=...): the gradient is returned")
    return None


CALLS: dict[str, Change | CallRule] = {
    f"{MODEL}.fn": compiled_expressions(),
    f"{MODEL}.fastfn": compiled_expressions(),
    f"{MODEL}.makefn": compiled_expressions(", point_fn=False"),
    f"{MODEL}.logp_dlogp_function": density_and_gradient,
    f"{GRADIENT}()": at_a_vector,
}
ATTRIBUTES = {f"{FUNCTION}.fn": read("{m}.vm")}
