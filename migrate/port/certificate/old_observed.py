"""What a model of PyMC3 observes: data, their gaps, mini-batches, draws."""

import numpy as np

from . import wide_constants


def observations(one):
    """Return the data as an array, without missing ones; None if they are not a single dense one."""
    data = getattr(one, "observations", None)
    if data is None:
        return None
    if hasattr(data, "mask"):
        return np.asarray(data.compressed())
    if hasattr(data, "eval"):
        try:
            return np.asarray(data.eval())
        except Exception:
            return None
    return np.asarray(data) if not hasattr(data, "tocsr") else np.asarray(data.toarray())


def data(model):
    """Return data/NAME of each observed variable, and gaps/NAME where some are missing."""
    found = {}
    for one in model.observed_RVs:
        value = None if batched(one) else observations(one)
        if value is not None:
            found[f"data/{one.name}"] = value
        if hasattr(getattr(one, "observations", None), "mask"):
            found[f"gaps/{one.name}"] = np.ma.getmaskarray(one.observations)
    return found


def batched(one):
    """Say whether a variable's data are mini-batches."""
    data = getattr(one, "observations", None)
    return getattr(data, "owner", None) is not None and any(map(draws_rows, wide_constants.in_order([data])))


def draws_rows(node):
    """Say whether a node makes the row numbers of a mini-batch: integers from uniform draws."""
    name = getattr(getattr(node.op, "scalar_op", None), "name", "") or str(node.op)
    if "Cast{int64}" not in f"{name}{node.op}" or node.outputs[0].ndim != 1:
        return False
    return any(type(one.op).__name__ == "MRGUniform" for one in wide_constants.in_order([node.outputs[0]]))


def first_rows(node, inputs, tt):
    """Return the first rows of the data in place of those that a mini-batch draws."""
    return [tt.arange(inputs[0].shape[0])] if draws_rows(node) else None


def minibatches(nodes):
    """Return batch/I, all data of each array that mini-batches are taken of, and batch_size/I."""
    found, seen = [], []
    for node in nodes:
        if not type(node.op).__name__.startswith("AdvancedSubtensor"):
            continue
        [rows] = [*(one for one in wide_constants.in_order(node.inputs[1:]) if draws_rows(one)), None][:1]
        value = getattr(node.inputs[0], "get_value", None)
        if rows is not None and value is not None and not any(node.inputs[0] is one for one in seen):
            seen.append(node.inputs[0])
            found.append((np.asarray(value()), len(rows.outputs[0].eval())))
    arrays = {f"batch/{i}": value for i, (value, _) in enumerate(found)}
    return arrays | {f"batch_size/{i}": size for i, (_, size) in enumerate(found)}


def draws(model, name, point, count):
    """Return draws (count, ...) of an observed variable at one point, x/NAME of each free variable."""
    one = next(one for one in model.observed_RVs if one.name == name)
    here = {key.partition("/")[2]: value for key, value in point.items()}
    return one.distribution.random(point=here, size=count)
