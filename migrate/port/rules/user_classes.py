"""Users' classes: Ops are translated; distributions, transforms and step methods are left to a person."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
import libcst.matchers as m

from ..site import Site

OPS = (
    "theano.Op",
    "theano.gof.Op",
    "theano.gof.op.Op",
    "theano.tensor.Op",
    "theano.graph.op.Op",
    "theano.gof.PureOp",
    "theano.gof.op.PureOp",
    "theano.OpenMPOp",
)
IN_C = frozenset(
    "c_code c_code_cache_version c_headers c_libraries c_support_code c_init_code make_thunk c_code_cleanup"
    " c_compile_args c_header_dirs c_lib_dirs make_c_thunk".split()
)


def op(site: Site, original: cst.ClassDef, updated: cst.ClassDef) -> cst.ClassDef:
    """Translate `grad(self, inputs, g)` to `pullback(self, inputs, outputs, g)`; `infer_shape` gets the graph too."""
    body = updated.body
    if not isinstance(body, cst.IndentedBlock):
        return updated
    there = {one.name.value for one in body.body if isinstance(one, cst.FunctionDef)}
    if in_c := sorted(there & IN_C):
        site.mark("MP501", f"{original.name.value}: {', '.join(in_c)} is not called by PyTensor for an Op in Python")
    made = [_method(site, one, there) if isinstance(one, cst.FunctionDef) else one for one in body.body]
    return updated.with_changes(body=body.with_changes(body=made))


def _method(site: Site, method: cst.FunctionDef, there: set[str]) -> cst.FunctionDef:
    params = method.params
    names = [one.name.value for one in params.params]
    if method.name.value == "grad" and len(names) == 3 and not {"pullback", "L_op"} & there:
        return method.with_changes(
            name=cst.Name("pullback"),
            params=params.with_changes(
                params=_put(params.params, 2, "outputs" if "outputs" not in names else "outputs_")
            ),
        )
    if method.name.value == "L_op" and len(names) == 4 and "pullback" not in there:
        return method.with_changes(name=cst.Name("pullback"))
    if method.name.value == "infer_shape" and len(names) == 3:
        return method.with_changes(params=params.with_changes(params=_put(params.params, 1, "fgraph")))
    return method


def _put(params: Sequence[cst.Param], at: int, name: str) -> list[cst.Param]:
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    new = cst.Param(cst.Name(name), comma=comma)
    return [*params[:at], new, *params[at:]]


def left(what: str):  # type: ignore[no-untyped-def]
    """Return the rule for classes that a person must rewrite."""

    def rule(site: Site, original: cst.ClassDef, updated: cst.ClassDef) -> cst.ClassDef:
        site.mark("MP204", f"{original.name.value} is a {what}")
        return updated

    return rule


def calls_grad(module: cst.Module) -> bool:
    """Say whether the file calls `.grad(` of an object."""
    return bool(m.findall(module, m.Call(func=m.Attribute(attr=m.Name("grad")))))


DISTRIBUTION_CLASSES = (
    "Continuous",
    "Discrete",
    "Distribution",
    "distributions.Continuous",
    "distributions.Discrete",
    "distributions.Distribution",
    "distributions.distribution.Continuous",
    "distributions.distribution.Discrete",
    "distributions.distribution.Distribution",
    "distributions.continuous.PositiveContinuous",
    "distributions.continuous.UnitContinuous",
    "distributions.continuous.BoundedContinuous",
    "distributions.distribution.NoDistribution",
)
CLASSES = {
    **dict.fromkeys(OPS, op),
    **{
        f"pymc3.{one}": left("distribution: write it as pm.CustomDist with logp(value, *parameters)")
        for one in DISTRIBUTION_CLASSES
    },
    **{
        f"pymc3.distributions.transforms.{one}": left("transform: forward(value, *inputs), backward, log_jac_det today")
        for one in ("Transform", "ElemwiseTransform")
    },
    **{
        f"pymc3.step_methods.arraystep.{one}": left("step method: see pymc.step_methods.arraystep")
        for one in ("BlockedStep", "ArrayStep", "ArrayStepShared", "GradientSharedStep")
    },
    "pymc3.Model": left("model with methods of PyMC3's: PyMC's Model has others"),
    **{
        f"pymc3.{one}": left("distribution of PyMC3's with additions: write it as pm.CustomDist")
        for one in ("Normal", "MvNormal", "Categorical", "Multinomial", "Bernoulli", "Poisson", "Gamma", "Beta")
    },
}
