"""Code of both sides of a certificate: evaluate models at points, with NumPy alone.

An evaluator has `x`, the names of its free variables in order; `terms`, pairs of name and kind; `function(*x)`,
which returns PER_TERM numbers for each term (its sum, the sum of its absolute elements, its lowest element, the
possible error of elements that are logarithms of numbers near 0, see `slack`, and how many elements there are),
followed by the `recorded` values;
`gradient(*x)` for the `smooth` variables; and for each transformed variable `backward(u, *x)` (value, declared log
Jacobian, matrix of derivatives) and `forward(*x)`. All of x is passed to transforms, since bounds may depend on
other variables. `written()`: pairs of what it is of and a graph of x, in which the user's conditions are.
"""

import numpy as np

from . import branches

NUMBERS = ("terms", "sizes", "lowest", "slack", "elements")  # of each term
PER_TERM = len(NUMBERS)
DRAWS = 400  # draws of a discrete variable that show the ends of its support
LOST, UNDERFLOW = -34.0, -38.0  # nats: between them is the last place of 1.0, and what libraries put in the place of 0


def save(path, arrays):
    """Write named arrays to a file."""
    np.savez(path, **{name: np.asarray(value) for name, value in arrays.items()})


def load(path):
    """Read the named arrays in a file."""
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def chosen(start, drawn, count):
    """Return `count` values of a discrete variable: the start, the extremes of all draws, and some of the draws."""
    drawn = np.broadcast_to(drawn, (len(drawn), *np.shape(start)))
    made = np.concatenate([[start], [drawn.min(axis=0)], [drawn.max(axis=0)], drawn])[:count]
    return made.astype(np.asarray(start).dtype)


def slack(element, where, exp):
    """Return a graph of the possible error of the logarithm of a number that was computed near 1.0.

    where, exp: the library's. Between LOST and UNDERFLOW such a number is only rounding. A lower one was not
    computed that way, or it would be 0.
    """
    lost = where(element < LOST, 1e3, 1e-15 * exp(-element))
    return where(element < UNDERFLOW, 0.0, lost)


class Evaluator:
    """The functions of terms and of the gradient, compiled by either library.

    lib: its tensor module. one: the model. x: name -> the constrained value of a free variable. terms: as above.
    """

    def __init__(self, lib, one, x):
        self.lib, self.one, self.x = lib, one, x
        self.branches = None  # made when they are asked for
        self.terms = [(name, "free") for name in one.named]
        self.terms += [(observed.name, "observed") for observed in one.model.observed_RVs]
        self.terms += [(potential.name, "potential") for potential in one.model.potentials]

    def compile_terms(self, plain, elements, recorded):
        """Compile the terms and the recorded variables. `plain`: the terms as written; `elements`: their elements."""
        lib, inputs, outputs = self.lib, list(self.x.values()), []
        for term in elements:
            low = lib.min(lib.concatenate([term.flatten(), lib.zeros((1,), dtype=term.dtype)]))
            lost = lib.sum(slack(term, lib.switch, lib.exp))
            outputs += [lib.sum(term), lib.sum(abs(term)), low, lost, lib.sum(lib.ones_like(term))]
        self.recorded = list(recorded)
        self.function = self.compiled(inputs, [*outputs, *recorded.values()])
        changed = [i for i, (a, b) in enumerate(zip(plain, elements)) if a is not b]  # noqa: B905
        self.narrow = [self.terms[i][0] for i in changed]
        self.plain = self.compiled(inputs, [lib.sum(plain[i]) for i in changed]) if changed else None

    def compile_gradient(self, elements):
        """Compile the gradient of the sum of all terms, or return why there is none."""
        lib = self.lib
        self.smooth = [name for name, free in self.one.named.items() if str(free.dtype).startswith("float")]
        self.no_gradient = None
        try:
            wanted = [self.x[name] for name in self.smooth]
            total = sum([lib.sum(e) for e in elements], lib.zeros(()))
            gradients = lib.grad(total, wanted, disconnected_inputs="ignore") if wanted else []
            self.gradient = self.compiled(list(self.x.values()), gradients)
        except Exception as error:
            self.no_gradient = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


class Side:
    """The commands that both sides answer alike, for their `models`; `evaluator` compiles the functions of a model."""

    def __init__(self):
        self.models = []

    def entries(self, run, model_class, is_whole):
        """Make the models of a script's run, one for each data set that it was fitted to, and describe them."""
        described = []
        for place, model in enumerate(run.models):
            if not is_whole(model) or not (model.free_RVs or model.observed_RVs or model.potentials):
                continue
            for number, (data, line) in enumerate(run.kept.get(id(model)) or [((), None)]):
                self.models.append(model_class(model, data))
                described.append(
                    {
                        **self.at(len(self.models) - 1).described(),
                        "incomplete": run.incomplete.get(id(model)),
                        "made": place,
                        "set": number,
                        "fitted": line,
                    }
                )
        return described

    def at(self, index):
        """Return a model, with its own data set in the shared variables: several entries may have one model."""
        one = self.models[index]
        for shared, value in one.kept:
            shared.set_value(value)
        return one

    def starts(self, index, out, draws):
        np.random.seed(draws)
        found = self.at(index).starts()
        found.update({f"discrete/{k}": v for k, v in self.models[index].discrete_draws(draws).items()})
        save(out, found)
        return {}

    def constrain(self, index, points, out):
        save(out, constrained(self.evaluator_of(index), load(points)))
        return {}

    def evaluate(self, index, points, out):
        found, answer = evaluated(self.evaluator_of(index), load(points))
        save(out, found)
        return answer

    def branches(self, index, points, out):
        """Answer with the conditions of the model that the user wrote, and their truth at points."""
        one, points = self.evaluator_of(index), load(points)
        if one.branches is None:
            one.branches = branches.Branches(one.lib, one.written(), one.x, one.compiled)
        count = len(next(iter(points.values()))) if points else 0
        taken = one.branches.at([[points[f"x/{name}"][i] for name in one.x] for i in range(count)])
        save(out, {"taken": taken})
        return {"labels": one.branches.labels, "hidden": one.branches.hidden}

    def mapped(self, index, points, out):
        save(out, mapped(self.evaluator_of(index), load(points)))
        return {}

    def evaluator_of(self, index):
        one = self.at(index)
        if one.evaluator is None:
            one.evaluator = self.evaluator(one)
        return one.evaluator


def constrained(one, points):
    """Return x/NAME for u/NAME (points, ...) of each free variable; those without a transform as they are."""
    count = len(next(iter(points.values()))) if points else 0
    made = {name: [] for name in one.x}
    for i in range(count):
        here = {name: np.zeros(_shape(variable), variable.dtype) for name, variable in one.x.items()}
        for name in one.x:
            if name not in one.backward:
                here[name] = points[f"u/{name}"][i]
        for name in one.x:
            if name in one.backward:
                here[name] = np.array(one.backward[name](points[f"u/{name}"][i], *here.values())[0])
        for name, value in here.items():
            made[name].append(value)
    return {f"x/{name}": np.stack(values) for name, values in made.items()}


def _shape(variable):
    """Return one shape that the variable's type allows."""
    known = getattr(variable.type, "shape", None) or (None,) * variable.ndim
    return tuple(n if isinstance(n, int) else 1 for n in known)


def mapped(one, points):
    """Return back/NAME of each transformed variable at x/NAME (points, ...): equal to x where its map reaches x."""
    count = len(next(iter(points.values()))) if points else 0
    found = {f"back/{name}": [] for name in one.backward}
    for i in range(count):
        here = [points[f"x/{name}"][i] for name in one.x]
        for name in one.backward:
            with np.errstate(all="ignore"):
                try:
                    value = one.backward[name](one.forward[name](*here), *here)[0]
                except Exception:
                    value = np.full_like(points[f"x/{name}"][i], np.nan)
            found[f"back/{name}"].append(value)
    return {name: np.stack(values) for name, values in found.items()}


def evaluated(one, points):
    """Return (arrays, other answers) at x/NAME (points, ...)."""
    count = len(next(iter(points.values()))) if points else 1
    found, raised = {}, []
    for i in range(count):
        here = [points[f"x/{name}"][i] for name in one.x]
        for name, value in _at(one, here, i, raised).items():
            found.setdefault(name, []).append(value)
    arrays = {}
    for name in one.recorded:
        values = found.pop(f"recorded/{name}")
        arrays[f"recorded/{name}"], arrays[f"shape/{name}"] = padded(values)
    for name, values in found.items():
        shapes = {np.shape(v) for v in values if v is not None}
        shape = shapes.pop() if shapes else ()
        if shapes:
            continue  # shapes that change from point to point are not compared
        arrays[name] = np.stack([np.full(shape, np.nan) if v is None else np.asarray(v) for v in values])
    answer = {
        "terms": one.terms,
        "recorded": one.recorded,
        "smooth": one.smooth,
        "no_gradient": one.no_gradient,
        "transformed": sorted(one.backward),
        "raised": raised,
        "random": _random(one, points),
        "narrow": one.narrow,
        "first_rows": one.first_rows,
    }
    return arrays, answer


def padded(values):
    """Return (numbers (points, numbers), NaN behind the last, and shapes as text): those of deterministics may change.

    The shape of one that could not be computed is "".
    """
    flat = [np.zeros(0) if value is None else np.asarray(value, dtype=float).ravel() for value in values]
    numbers = np.full((len(flat), max(map(len, flat), default=0)), np.nan)
    for row, value in zip(numbers, flat):  # noqa: B905
        row[: len(value)] = value
    return numbers, np.array(["" if value is None else str(np.shape(value)) for value in values], dtype=str)


def _at(one, here, i, raised):
    count = len(one.terms)
    with np.errstate(all="ignore"):
        try:
            values = one.function(*here)
            found = {
                name: np.array(values[i : PER_TERM * count : PER_TERM], dtype=float) for i, name in enumerate(NUMBERS)
            }
            found["float32"] = any(np.asarray(v).dtype == np.float32 for v in values[: PER_TERM * count : PER_TERM])
            found.update({f"recorded/{n}": v for n, v in zip(one.recorded, values[PER_TERM * count :])})  # noqa: B905
        except Exception as error:
            raised.append([i, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"])
            found = {key: np.full(count, np.nan) for key in NUMBERS}
            found["float32"] = False
            found.update({f"recorded/{name}": None for name in one.recorded})
        if one.plain is not None:
            try:
                found["plain"] = np.array(one.plain(*here), dtype=float)
            except Exception:
                found["plain"] = np.full(len(one.narrow), np.nan)
        gradients = [None] * len(one.smooth)
        if one.no_gradient is None:
            try:
                gradients = one.gradient(*here)
            except Exception as error:
                raised.append([i, f"gradient: {type(error).__name__}: {' '.join(str(error).split())[:200]}"])
        if one.no_gradient is None:
            found.update({f"gradient/{name}": g for name, g in zip(one.smooth, gradients)})  # noqa: B905
        for name in one.backward:
            keys = [f"{kind}/{name}" for kind in ("u", "back", "jacobian", "matrix")]
            try:
                u = one.forward[name](*here)
                values = [u, *one.backward[name](u, *here)]
            except Exception:
                values = [None] * 4
            found.update(zip(keys, values))  # noqa: B905
    return found


def _random(one, points):
    """Return the names of terms that give another number when evaluated again."""
    for i in range(len(next(iter(points.values()))) if points else 1):
        here = [points[f"x/{name}"][i] for name in one.x]
        with np.errstate(all="ignore"):
            try:
                first, second = (one.function(*here)[: PER_TERM * len(one.terms) : PER_TERM] for _ in range(2))
            except Exception:
                continue
        same = [np.array_equal(a, b, equal_nan=True) for a, b in zip(first, second)]  # noqa: B905
        return [term[0] for term, equal in zip(one.terms, same) if not equal]  # noqa: B905
    return []
