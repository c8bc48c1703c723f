"""Names of transformed variables, start points and their checks. Source: pymc3.util."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...distributions.transforms import Transform
from ...emulated_versions import older_than
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from, names_of
from ..exceptions import SamplingError

if TYPE_CHECKING:  # for type checkers
    from .hashing import HashableWrapper as HashableWrapper
    from .hashing import WithMemoization as WithMemoization
    from .hashing import biwrap as biwrap
    from .hashing import hash_key as hash_key
    from .hashing import hashable as hashable
    from .hashing import locally_cachedmethod as locally_cachedmethod

LATEX_ESCAPE_RE = re.compile(r"(%|_|\$|#|&)", re.MULTILINE)


def escape_latex(strng: str | None) -> str:
    """Return a text with LaTeX's special characters escaped; "None" for None.

    strng: the text, nothing with a shape.
    """
    return "None" if strng is None else LATEX_ESCAPE_RE.sub(r"\\\1", strng)


def get_transformed_name(name: str, transform: Transform) -> str:
    """Return the name of a transformed variable, such as `sd_log__`.

    name: of the variable. transform: the transform, which has a name, too, and no shape.
    """
    return f"{name}_{transform.name}" + ("_" if older_than("3.1") else "__")


def is_transformed_name(name: str) -> bool:
    """Return whether a name looks like `sd_log__`."""
    if older_than("3.1"):  # "sd_log_"
        return name.endswith("_") and name.count("_") >= 2
    return name.endswith("__") and name.count("_") >= 3


def get_untransformed_name(name: str) -> str:
    """Return `sd` for `sd_log__`. ValueError for other names."""
    if not is_transformed_name(name):
        raise ValueError(f"{name} does not appear to be a transformed name")
    return "_".join(name.split("_")[: -2 if older_than("3.1") else -3])


def get_default_varnames(var_iterator: Iterable[Any], include_transformed: bool) -> list[Any]:
    """Return the variables (or names), without the transformed ones.

    var_iterator: variables, or names. include_transformed: whether transformed ones are returned, too.
    """
    found = list(var_iterator)
    return found if include_transformed else [v for v in found if not is_transformed_name(get_var_name(v))]


def get_var_name(var: object) -> str:
    """Return a variable's name, or a name that is given in its place.

    var: a variable of any shape, or a string.
    """
    return Variable.__str__(var) if isinstance(var, Variable) else str(var)


def get_transformed(z: object) -> Any:
    """Return the free variable behind a transformed one, any other object as it is.

    z: a variable of any shape.
    """
    return getattr(z, "transformed", z)


def get_repr_for_variable(variable: Any, formatting: str = "plain") -> Any:
    """Return a parameter as it stands in the text of a distribution: a name, `f(x, y)`, a number, or `array`.

    variable: a number, an array of any shape or a variable. formatting: "plain" or "latex".
    """
    name = getattr(variable, "name", None)
    if name is None and type(variable) in (float, int, str):
        name = str(variable)
    if name is None and variable is not None:
        latex = "latex" in formatting
        if getattr(variable, "owner", None) is not None:
            names = [get_repr_for_variable(i, formatting) for i in variable.owner.inputs]
            return f"f({(',~' if latex else ', ').join(n for n in names if isinstance(n, str))})"
        value = variable.eval() if hasattr(variable, "eval") else np.asarray(variable)
        return value.item() if value.shape in ((), (1,)) else "array"
    return f"\\text{{{name}}}" if "latex" in formatting else name


def update_start_vals(a: dict[str, Any], b: dict[str, Any], model: Any) -> None:
    """Fill a start from another point; a start given for `sd` sets `sd_log__`, too.

    a: the start, name -> value of the shape of the variable, which is changed. b: the other point. model: the model, or
    None for names as they are.
    """
    if model is not None:
        for free in model.free_RVs:
            if is_transformed_name(free.name) and get_untransformed_name(free.name) in a:
                name = get_untransformed_name(free.name)
                found = [d.transformation for d in model.deterministics if d.name == name]
                if found:
                    with np.errstate(all="ignore"):  # the table of bad starts reports values outside the support
                        b[free.name] = np.asarray(found[0].forward_val(np.asarray(a[name]), point=b))
    a.update({k: v for k, v in b.items() if k not in a})


def dataset_to_point_list(ds: Any) -> list[dict[str, np.ndarray]]:
    """Return the draws of an xarray Dataset as a list of points, chain after chain.

    ds: a Dataset whose variables have shape (chain, draw, ...).
    """
    values = {str(name): ds[name].values for name in ds.data_vars}
    return [
        {name: array[c, d] for name, array in values.items()}
        for c in range(ds.sizes["chain"])
        for d in range(ds.sizes["draw"])
    ]


dataset_to_point_dict = dataset_to_point_list


def chains_and_samples(data: Any) -> tuple[int, int]:
    """Return (chains, draws) of draws. ValueError for anything else.

    data: InferenceData or an xarray Dataset, whose variables have shape (chain, draw, ...).
    """
    dataset = getattr(data, "posterior", data)
    dataset = dataset.to_dataset() if hasattr(dataset, "children") else dataset  # ArviZ 1 has a tree
    if not hasattr(dataset, "data_vars"):
        raise ValueError(f"Argument must be xarray Dataset or arviz InferenceData. Got {data.__class__}")
    return dataset.sizes["chain"], dataset.sizes["draw"]


def check_start_vals(start: Any, model: Any) -> None:
    """Raise KeyError for names that a model lacks, SamplingError if its log density is not finite.

    start: a point, name -> value of the shape of the variable, or a list of them. model: the model. The SamplingError
    has a table of the variables and elements at fault.
    """
    for point in [start] if isinstance(start, dict) else start:
        extra = [name for name in point if name not in model.named_vars]
        if extra:
            raise KeyError(
                "Some start parameters do not appear in the model!\nValid keys are: "
                f"{', '.join(model.named_vars)}, but {', '.join(extra)} was supplied"
            )
        evaluated = model._logp_terms(point)
        if not np.all(np.isfinite(list(evaluated.values()))):
            from .bad_start import table  # needed only for the error

            raise SamplingError(
                "Initial evaluation of model at starting point failed!\n"
                f"Starting values:\n{point}\n\nInitial evaluation results:\n{table(model, point)}"
            )


_LATER = names_of(  # loaded on first use
    **{
        "theano_compat.models.modelling.hashing": (
            "HashableWrapper WithMemoization biwrap hash_key hashable locally_cachedmethod"
        )
    }
)
__getattr__ = absent_from(__name__, _LATER)
