"""Attributes of values: those without a counterpart today, by class, with what to do instead.

Whatever is neither here, nor translated by a rule, nor an attribute of today's value is marked as well, without advice.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..names import kinds
from ..names.kinds import (
    APPROXIMATION,
    AXES,
    DISTRIBUTION,
    DRAWS,
    FREE,
    FUNCTION,
    GRADIENT,
    INFERENCE,
    MODEL,
    OBSERVED,
    POINT_FUNCTION,
    REPORT,
    TRACE,
    TRANSFORMED,
)

_MAPS_POINTS = "pymc.blocking.DictToArrayBijection maps points to arrays"
_VECTOR = "np.concatenate([np.ravel(point[v.name]) for v in model.continuous_value_vars]) is a point as a vector"
_GRADIENT_OF_ONE = "pytensor.grad(model.logp(vars=variable), model.value_vars) in graph operations"
_OF_A_VARIABLE = {
    **dict.fromkeys(
        "dlogp fastdlogp dlogp_nojac fastdlogp_nojac d2logp fastd2logp d2logp_nojac fastd2logp_nojac".split(),
        _GRADIENT_OF_ONE,
    ),
    "init_value": "model.initial_point() has it",
    "logp_nojac_unscaledt": "model.logp(vars=variable, jacobian=False) has it, scaled by total_size",
    "logp_sum_unscaledt": "model.logp(vars=variable, jacobian=False) has it, scaled by total_size",
    "model": "a variable does not know its model today: pm.modelcontext(None) is the one around",
    "scaling": "total_size is a part of the graph of model.logp()",
    "total_size": "total_size is a part of the graph of model.logp()",
    "transformed": "model.rvs_to_values[variable] is its value variable",
    "transformation": "model.rvs_to_transforms[variable], with forward(value, *inputs) and backward",
    "observations": "model.rvs_to_values[variable] holds the data",
    "get_test_value": "there are no test values: model.initial_point() has starting values",
}
_OF_DRAWS = "idata.{0} is of a group today: idata.posterior.dataset.{0}(...)"
GONE: Mapping[str, Mapping[str, str]] = {
    TRACE: {
        "point": "idata.posterior.isel(chain=-1, draw=i) is a draw",
        "points": "az.extract(idata) has all draws, along the dimension `sample`",
        "add_values": "idata.posterior[name] = (dims, values) adds a variable",
        "remove_values": "idata.posterior.dataset.drop_vars(name) is without it",
        "report": "what it said is in idata.sample_stats and in idata.posterior.attrs",
    },
    REPORT: {
        "ok": "az.summary(idata) and idata.sample_stats['diverging'] say it",
        "raise_ok": "az.summary(idata) and idata.sample_stats['diverging'] say it",
        "log_marginal_likelihood": "idata.sample_stats['log_marginal_likelihood'] has it, stage by stage",
        "betas": "idata.sample_stats['beta']",
        "accept_ratios": "idata.sample_stats['accept_rate']",
        "variable_importance": "trees are in the package pymc-bart",
    },
    MODEL: {
        "Var": "model.register_rv(variable, name) makes a variable of the model",
        "bijection": _MAPS_POINTS,
        "ordering": f"there is none; {_MAPS_POINTS}",
        "dict_to_array": "pymc.blocking.DictToArrayBijection.map(point)",
        "logp_array": f"model.compile_logp() takes points; {_VECTOR}",
        "dlogp_array": f"model.compile_dlogp() takes points; {_VECTOR}",
        "contexts": "pm.modelcontext(None) is the model around",
        "flatten": f"pytensor.tensor.concatenate of raveled value variables; {_VECTOR}",
        "missing_values": "there is none",
    },
    **dict.fromkeys((FREE, OBSERVED, TRANSFORMED), _OF_A_VARIABLE),
    DISTRIBUTION: {
        "default": "pymc.initial_point and support points replaced it",
        "defaults": "support points replaced them",
        "get_test_val": "there are no test values: model.initial_point() has starting values",
        "getattr_value": "there are no test values: model.initial_point() has starting values",
        "testval": "there are no test values: model.initial_point() has starting values",
        "logp_nojac": "pm.logp(variable, value) is without a Jacobian",
        "logp_sum": "pm.logp(variable, value).sum()",
        "transform": "model.rvs_to_transforms[variable]",
        "dist": "variable.owner.inputs are the parts of its graph",
    },
    POINT_FUNCTION: {"model": "a compiled function does not know its model"},
    GRADIENT: {
        "dict_to_array": _VECTOR,
        "array_to_dict": "pymc.blocking.DictToArrayBijection.rmap(RaveledVars(vector, point_map_info))",
        "array_to_full_dict": "pymc.blocking.DictToArrayBijection.rmap(RaveledVars(vector, point_map_info))",
        "size": "sum(v.size for v in model.initial_point().values()) is the length of the vector",
    },
    FUNCTION: {},
    APPROXIMATION: {
        "bij": "approx.mean_data and approx.std_data are by name; approx.ordering has their places",
        "apply_replacements": "approx.sample_node(node) replaced it",
        "symbolic_random2d": "approx.symbolic_random",
    },
    INFERENCE: {},
    DRAWS: {
        name: _OF_DRAWS.format(name)
        for name in "stack unstack rename rename_vars rename_dims assign_coords set_coords reset_coords set_index"
        " reset_index get_index to_dataframe to_array quantile sortby drop_vars unify_chunks".split()
    }
    | {
        "assign": "idata.assign takes groups today: idata.posterior.assign(...) adds variables to one",
        "to_dict": "idata.to_dict() has a Dataset for each path, such as '/posterior'",
        "map": "idata.map_over_datasets(f)",
        "add_groups": "idata[name] = az.dict_to_dataset(...) adds a group",
        "to_json": "idata.to_netcdf(path) saves it",
    },
}
CODE = {
    TRACE: "MP302",
    REPORT: "MP302",
    DRAWS: "MP302",
    FUNCTION: "MP504",
    APPROXIMATION: "MP401",
    INFERENCE: "MP401",
    kinds.NUTS: "MP401",
    kinds.METROPOLIS: "MP401",
    "theano.tensor.var.TensorVariable": "MP504",
    "theano.tensor.var.TensorConstant": "MP504",
    "theano.tensor.sharedvar.TensorSharedVariable": "MP504",
    "pymc3.data.Minibatch": "MP504",
    AXES: "MP305",
}
OF_A_PLOT = "a plot returns a PlotCollection today; after it, plt.gcf().axes has the axes"
_PARAMETER = "variable.owner.op.dist_params(variable.owner) are a variable's parameters, as graph expressions"
ADVICE = {DISTRIBUTION: _PARAMETER, AXES: OF_A_PLOT}  # for any attribute
# Classes whose values may have attributes of any name: variables, and groups of draws.
OPEN = frozenset({MODEL, DRAWS})


def lost(kind: str, attribute: str, own: bool) -> tuple[str, str] | None:
    """Return the code and the reason of a mark for an attribute that no rule translates; None where it is the same.

    own: the program sets an attribute of that name itself.
    """
    code = CODE.get(kind, "MP402")
    if (advice := GONE.get(kind, {}).get(attribute)) is not None:
        return code, advice
    if own or attribute.startswith("__") or kinds.is_same(kind, attribute):
        return None
    if kind in OPEN and not attribute.startswith("_"):
        return None
    return code, ADVICE.get(kind, "it has no counterpart")
