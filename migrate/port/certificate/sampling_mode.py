"""The log density and its gradient as PyMC samples them: its own function, in its own mode of compiling.

The terms of a certificate are compiled to NumPy, which is quicker. What a sampler sees is compiled otherwise (Numba in
PyMC 6), with float32 constants as they are. `new_side.py` loads this file.
"""

import numpy as np


def compiled(inputs, outputs, mode=None):
    """Compile as PyMC does; mode None: PyMC's own."""
    import pymc.pytensorf as ways

    way = getattr(ways, "compile", None) or ways.compile_pymc
    return way(inputs, outputs, mode=mode, on_unused_input="ignore", allow_input_downcast=True)


def evaluated(one, points, quick, widened):
    """Return the total and the gradient at u/NAME (points, ...), both as sampled and without what PyMC rounds.

    quick: compiles to NumPy. widened: makes graphs exact where float32 constants are meant to be decimals.
    """
    model, inputs = one.model, list(one.model.value_vars)
    smooth = {free.name: model.rvs_to_values[free] for free in model.free_RVs if str(free.dtype).startswith("float")}
    names = {model.rvs_to_values[free].name: free.name for free in model.free_RVs}
    here = [points[f"u/{names[value.name]}"] for value in inputs]
    found = {}
    for way, compile_, total in (("sampled", compiled, model.logp()), ("exact", quick, exact(model, widened))):
        outputs = [total, *gradients(total, list(smooth.values()))]
        function, lacking = compile_(inputs, outputs), [(), *(np.shape(points[f"u/{name}"])[1:] for name in smooth)]
        rows, errors = [], []
        for i in range(len(here[0]) if here else 1):
            with np.errstate(all="ignore"):
                try:
                    rows.append([np.asarray(value, dtype=float) for value in function(*[one[i] for one in here])])
                except Exception as error:
                    errors.append(error)
                    rows.append([np.full(shape, np.nan) for shape in lacking[: len(outputs)]])
        if len(errors) == len(rows):
            raise errors[0]
        columns = [np.stack(column) for column in zip(*rows)]  # noqa: B905
        found[f"{way}/total"] = columns[0]
        found.update({f"{way}/gradient/{name}": column for name, column in zip(smooth, columns[1:])})  # noqa: B905
    return found


def gradients(total, wanted):
    """Return the gradient; none if it has none, which the certificate says elsewhere."""
    import pytensor

    try:
        return pytensor.grad(total, wanted, disconnected_inputs="ignore") if wanted else []
    except Exception:
        return []


def exact(model, widened):
    """Return the graph of the model's log density of unconstrained values, computed in float64 throughout."""
    import pytensor.tensor as pt
    from pymc.logprob.basic import transformed_conditional_logp

    rvs = [*model.free_RVs, *model.observed_RVs]
    wide = widened(rvs)
    values = {new: model.rvs_to_values[rv] for rv, new in zip(rvs, wide)}  # noqa: B905
    transforms = {new: model.rvs_to_transforms.get(rv) for rv, new in zip(rvs, wide)}  # noqa: B905
    terms = []
    if rvs:
        terms = transformed_conditional_logp(wide, rvs_to_values=values, rvs_to_transforms=transforms, jacobian=True)
    potentials = model.replace_rvs_by_values(list(model.potentials)) if model.potentials else []
    return pt.sum([pt.sum(term) for term in widened([*terms, *potentials])])
