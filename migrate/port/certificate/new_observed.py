"""What a model of PyMC 5 or 6 observes: data, their gaps, mini-batches, draws. `new_side.py` loads this file."""

import numpy as np

UNKNOWN = (0.0, 1.0)  # two values that stand for a missing one: where data change with them, they are missing


def observations(value):
    """Return observed data as an array; None if it has no value."""
    if hasattr(value, "get_value"):
        return np.asarray(value.get_value())
    data = getattr(value, "data", None)
    if data is None:
        try:
            data = value.eval()
        except Exception:
            return None
    return np.asarray(data.toarray() if hasattr(data, "toarray") else data)


def data(model):
    """Return data/NAME of each observed variable, and gaps/NAME where some are missing."""
    found = {}
    for one in model.observed_RVs:
        owner = model.rvs_to_values[one].owner
        if owner is not None and type(owner.op).__name__ == "MinibatchOp":
            continue
        value = observations(model.rvs_to_values[one])
        if value is None:
            continue
        base = one.name.removesuffix("_observed")
        places = gaps(model, one, value, base) if base != one.name else None
        if places is None:
            found[f"data/{one.name}"] = value
        else:
            found[f"data/{base}"], found[f"gaps/{base}"] = value, places
    return found


def gaps(model, rv, value, base):
    """Return where values are missing of data that PyMC has divided; None if it has not.

    rv, value: the observed part. base: the name of the whole, a deterministic.
    """
    from pymc.pytensorf import replace_vars_in_graphs
    from pytensor.tensor import as_tensor_variable

    whole = next((one for one in model.deterministics if one.name == base), None)
    unknown = next((one for one in model.free_RVs if one.name == f"{base}_unobserved"), None)
    if whole is None or unknown is None:
        return None
    shape, made = np.shape(model.initial_point(0)[model.rvs_to_values[unknown].name]), []
    for filled in UNKNOWN:
        given = {rv: value.astype(rv.dtype), unknown: np.full(shape, filled, unknown.dtype)}
        known = {one: as_tensor_variable(array) for one, array in given.items()}
        made.append(replace_vars_in_graphs([whole], known)[0].eval(mode="FAST_COMPILE"))
    return np.asarray(made[0] != made[1])


def minibatches(nodes):
    """Return batch/I, all data of each array that mini-batches are taken of, and batch_size/I."""
    found = []
    for node in nodes:
        if type(node.op).__name__ == "MinibatchOp":
            for given, made in zip(node.inputs, node.outputs):  # noqa: B905
                value = observations(given) if hasattr(made.type, "shape") else None
                if value is not None:
                    size = made.type.shape[0]
                    found.append((value, size if size is not None else len(made.eval())))
    arrays = {f"batch/{i}": value for i, (value, _) in enumerate(found)}
    return arrays | {f"batch_size/{i}": size for i, (_, size) in enumerate(found)}


def draws(model, name, point, count):
    """Return draws (count, ...) of an observed variable at one point, x/NAME of each free variable."""
    import pymc
    from pymc.pytensorf import replace_vars_in_graphs
    from pytensor.compile.mode import Mode
    from pytensor.tensor import as_tensor_variable

    rv = next(one for one in model.observed_RVs if one.name == name)
    known = {free: as_tensor_variable(point[f"x/{free.name}"].astype(free.dtype)) for free in model.free_RVs}
    [graph] = replace_vars_in_graphs([rv], known)
    return pymc.draw(graph, draws=count, random_seed=count, mode=Mode(linker="py", optimizer="fast_compile"))
