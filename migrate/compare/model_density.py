"""A live model's log density at saved draws.

Duck-typed: the model is the shim's or a real PyMC3's, whose Python may be old, so the code here uses only NumPy and
legacy names.
"""

import re

import numpy as np

LOGP = "/model_logp"  # a key of the saved arrays, beside the variables
WALKS, STEPS, MOST_MOVED = 200, 8, 200  # walks from saved draws; continuous scalars up to which they are tried
TRANSFORM = re.compile(r"^(.+)_[a-z-]+__$")


def mismatch(model, saved):
    """Return why this is not the model that the saved draws came from; "" when it may be."""
    for rv in model.free_RVs:
        at = rv.name if rv.name in saved else _untransformed(rv.name)
        if at not in saved:
            return f"its variable {rv.name} is not among the saved ones"
        shape, kept = tuple(np.shape(model.test_point[rv.name])), saved[at].shape[1:]
        if at == rv.name and shape != kept:
            return f"its variable {rv.name} has shape {shape}, the saved one {kept}"
    return ""


def lacking(model, saved):
    """Return the saved names that are of nothing in this model: the draws may be of a larger one."""
    return [name for name in saved if name != LOGP and not {name, _untransformed(name)} & set(model.named_vars)]


def evaluated(model, saved, tolerance):
    """Return the log density at each saved draw, and the single terms at one where it is not the saved one.

    `tolerance` is relative to the total alone; the judge also has the sum of the absolute terms. "free" are the saved
    names of the free variables, "lacking" those that the model has not, "moved" where `walked` came to.
    """
    old = saved.get(LOGP)
    columns = {rv.name: unconstrained(rv, saved) for rv in model.free_RVs}
    missing = [name for name, values in columns.items() if values is None]
    of_saved = {
        "free": [name if name in saved else _untransformed(name) for name in columns],
        "lacking": lacking(model, saved),
    }
    if old is None or missing:
        return {"missing": missing, **of_saved}
    points = [
        {rv.name: np.asarray(columns[rv.name][i], dtype=rv.dtype) for rv in model.free_RVs} for i in range(len(old))
    ]
    logp = model.logp
    new = np.array([float(logp(point)) for point in points])
    turned = is_turned(old, new)
    old = -old if turned else old
    scale, terms = np.abs(new), {}
    for i in np.flatnonzero(~(np.abs(new - old) <= tolerance * np.abs(old))):
        terms[str(i)] = single_terms(model, points[i])
        scale[i] = sum(abs(value) for value in terms[str(i)].values())
    depends = term_dependences(model) if terms else {}
    alike = len(points) > 2 and np.ptp(new - old) <= 1e-3 * (1 + np.max(np.abs(old)))  # but for a constant
    moved = walked(model, columns, new) if alike else {}
    return {
        "logp": new.tolist(),
        "scale": scale.tolist(),
        "terms": terms,
        "depends": depends,
        "moved": moved,
        "turned": turned,
        **of_saved,
    }


def is_turned(saved, new):
    """Say whether the saved numbers are minus the log density, as PyMC's `nuts_sampler="numpyro"` writes them."""
    if len(new) < 3 or not (np.isfinite(saved).all() and np.isfinite(new).all()):
        return False
    within = 1e-4 * (1 + np.max(np.abs(saved)))
    return bool(np.ptp(new + saved) <= within < np.ptp(new - saved))


def walked(model, columns, logp):
    """Return where Metropolis walks from saved draws end: free variable -> WALKS points; {} without continuous ones.

    If the saved draws are of the model's posterior, so are these: a step along the difference of two other draws, of a
    few scalars or of all, is symmetric. If the saved ones end where the model's density does not, some go beyond.
    columns: free variable -> draws; logp: at each of them. Source of the steps: ter Braak (2006).
    """
    free = {name: values for name, values in columns.items() if values.dtype.kind == "f"}
    flat = np.concatenate([np.empty((len(logp), 0))] + [x.reshape(len(logp), -1) for x in free.values()], axis=1)
    width = flat.shape[1]
    if not 0 < width <= MOST_MOVED:
        return {}
    ends = np.cumsum([free[name][0].size for name in free])
    places = {name: slice(ends[i] - free[name][0].size, ends[i]) for i, name in enumerate(free)}
    rng = np.random.RandomState(1)  # of its own: the script's random numbers stay as they are
    came_to = np.empty((WALKS, width))
    for came in came_to:
        start = rng.randint(len(logp))
        came[:], density = flat[start], logp[start]
        for _ in range(STEPS):
            j, k = rng.choice(len(logp), 2, replace=False)
            some = rng.permutation(width)[: rng.randint(1, 4) if rng.randint(2) else width]
            proposed = came.copy()
            proposed[some] += 2.38 / np.sqrt(2 * len(some)) * (flat[j] - flat[k])[some]
            point = {}
            for rv in model.free_RVs:
                value = proposed[places[rv.name]] if rv.name in places else columns[rv.name][start]
                point[rv.name] = np.asarray(value, dtype=rv.dtype).reshape(columns[rv.name].shape[1:])
            there = _density(model, point)
            if np.log(rng.uniform()) < there - density:
                came[:], density = proposed, there
    return {name: came_to[:, at].reshape((WALKS,) + free[name].shape[1:]).tolist() for name, at in places.items()}


def _density(model, point):
    """Return the log density, -inf where the model cannot be evaluated."""
    try:
        with np.errstate(all="ignore"):
            value = float(model.logp(point))
    except Exception:  # a user's own Op may refuse what no draw had
        return -np.inf
    return value if value == value else -np.inf


def unconstrained(rv, saved):
    """Return the saved values of a free variable, (draws, *shape); transformed if only the constrained ones were saved.

    None if the variable is missing altogether.
    """
    if rv.name in saved:
        return saved[rv.name]
    transform = getattr(getattr(rv, "distribution", None), "transform_used", None)
    forward = getattr(transform, "forward_val", None)
    if forward is None or _untransformed(rv.name) not in saved:
        return None
    return np.array([forward(np.array(value)) for value in saved[_untransformed(rv.name)]])  # a real one writes into it


def single_terms(model, point):
    """Return the log density of each variable and potential of the model at a point."""
    terms = {rv.name: float(rv.logp(point)) for rv in model.basic_RVs}
    for potential in getattr(model, "potentials", ()):
        terms[potential.name] = float(np.sum(model.fn(potential)(point)))
    return terms


def term_dependences(model):
    """Return, for each term, the names of the free variables that it depends on."""
    try:
        from theano.graph.basic import graph_inputs
    except ImportError:  # its name in Theano before Theano-PyMC 1.1
        from theano.gof.graph import inputs as graph_inputs
    terms = {rv.name: rv.logpt for rv in model.basic_RVs}
    terms.update({potential.name: potential for potential in getattr(model, "potentials", ())})
    free = set(model.free_RVs)
    return {name: sorted(v.name for v in graph_inputs([term]) if v in free) for name, term in terms.items()}


def _untransformed(name):
    match = TRANSFORM.match(name)
    return match.group(1) if match else name
