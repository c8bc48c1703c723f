"""Run a script so that its models are built and nothing is sampled, and answer commands about them.

Both sides of a certificate use this, so it needs only the standard library and NumPy. A sampling call is recorded
(`call_records.py`) and returns a `StandIn`. A statement that uses a stand-in's content is skipped, and the names that
it would bind become stand-ins too; so do names from a package that this Python lacks. A statement of the module that
raises is left out and reported if it does not concern a model (a picture, a missing file). An error inside a model, a
function or a `try` ends the script, as it would have.
"""

import ast
import builtins
import contextlib
import functools
import io
import json
import os
import random
import sys
import traceback
import warnings
import zlib

import numpy as np

from . import building, call_records
from .whole_run import packages

SAMPLING = (
    "sample", "sample_smc", "find_MAP", "fit", "iter_sample", "init_nuts", "sample_posterior_predictive",
    "sample_posterior_predictive_w", "fast_sample_posterior_predictive", "sample_ppc", "sample_ppc_w",
    "sample_prior_predictive", "sample_blackjax_nuts", "sample_numpyro_nuts", "compute_log_likelihood",
    "compute_log_prior", "find_constrained_prior", "trace_to_dataframe",
    "NUTS", "HamiltonianMC", "Metropolis", "BinaryMetropolis", "BinaryGibbsMetropolis", "CategoricalGibbsMetropolis",
    "Slice", "EllipticalSlice", "CompoundStep", "DEMetropolis", "DEMetropolisZ", "SMC", "PGBART", "DEMetropolisZMLDA",
    "MLDA", "RecursiveDAMetropolis", "ADVI", "FullRankADVI", "SVGD", "ASVGD", "NFVI", "KLqp", "MeanField", "FullRank",
    "Empirical", "NormalizingFlow", "Inference",
)  # fmt: skip
NEEDED = {"pymc", "pymc3", "pytensor", "theano", "numpy"}
MOST_MODELS = 50
MOST_DATA_SETS = 12  # of one model, with which it is sampled


class NotSampled(BaseException):
    """The script uses a result that was not sampled; its own `except Exception` does not catch it."""


class StandIn:
    """The result of a skipped call. It can be passed on; a statement that looks into it is skipped too.

    made: what it is, as `call_records.plain` has it: a step method and its settings, or the number of a call.
    """

    def __init__(self, why, made=None):
        self.__dict__.update(why=why, made=made)

    def __repr__(self):
        return "<not sampled>"

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        raise NotSampled(self.why)

    def __setattr__(self, name, value):
        raise NotSampled(self.why)

    def __enter__(self):
        raise NotSampled(self.why)

    def __exit__(self, *_):
        raise NotSampled(self.why)


def _used(self, *_, **__):
    raise NotSampled(self.why)


for _name in (
    "getitem setitem delitem iter next len contains bool int float index array add radd sub rsub mul rmul truediv "
    "rtruediv floordiv mod pow rpow matmul rmatmul neg abs lt le gt ge call"
).split():
    setattr(StandIn, f"__{_name}__", _used)


class Constructor(StandIn):
    """Stands for a class or function of sampling; calling it returns a StandIn. called: returns what was made."""

    def __init__(self, why, called=None):
        super().__init__(why)
        self.__dict__["called"] = called

    def __call__(self, *args, **kwargs):  # the others' raises
        return StandIn(self.why, None if self.called is None else self.called(args, kwargs))

    def __instancecheck__(self, instance):
        if isinstance(instance, StandIn):
            raise NotSampled(self.why)
        return False

    def __mro_entries__(self, bases):
        """Return a base for classes of the script; an instance of such a class is a StandIn too."""
        return (type("NotSampled", (), {"__new__": lambda *args, **kwargs: StandIn(self.why)}),)


class Tolerant(ast.NodeTransformer):
    """Put a guard around every statement. parts: says which build."""

    def __init__(self, parts):
        self.parts = parts

    def visit_Module(self, node):
        node.body = self._block(node.body, of_module=True)
        return node

    def _block(self, statements, of_module=False):
        made = []
        for i, statement in enumerate(statements):
            first = i == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            bare = isinstance(statement, (ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal))
            future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
            made.append(statement if first or bare or future else self._guarded(statement, of_module))
        return made

    def generic_visit(self, node):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                setattr(node, field, self._block(block))
        for handler in getattr(node, "handlers", ()):
            handler.body = self._block(handler.body)
        for case in getattr(node, "cases", ()):
            case.body = self._block(case.body)
        return node

    def _guarded(self, statement, of_module):
        names = sorted({n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)})
        lines = (statement.lineno, statement.end_lineno)
        called = self.parts.called(statement)
        makes, samples = bool(called & self.parts.names), bool(called & set(call_records.KINDS))
        facts = (*lines, names, _builds(statement), makes, samples, of_module)
        bound, is_return = _bound(statement), isinstance(statement, ast.Return)
        imported = (
            sorted({a.name for a in statement.names})
            if isinstance(statement, ast.Import)
            else ["." * statement.level + (statement.module or "")]
            if isinstance(statement, ast.ImportFrom)
            else []
        )
        self.generic_visit(statement)
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return statement
        asked = f"__guard__.skips(__error__, {facts!r}, {imported!r}, locals(), globals())"
        rest = [f"if not {asked}: raise"]
        rest += [f"{name} = __guard__.stand_in" for name in bound]
        rest += ["return __guard__.stand_in"] if is_return else []
        handler = ast.ExceptHandler(ast.Name("BaseException", ast.Load()), "__error__", ast.parse("\n".join(rest)).body)
        body = [statement]
        if of_module and bound:
            body.insert(0, ast.parse(f"__guard__.seeds({bound!r})").body[0])
            for node in ast.walk(body[0]):
                ast.copy_location(node, statement)
        guarded = ast.Try(body=body, handlers=[handler], orelse=[], finalbody=[])
        for node in ast.walk(handler):
            ast.copy_location(node, statement)
        return ast.copy_location(guarded, statement)


def _builds(statement):
    """Say whether it may add a variable to a model: its first argument is a string, or its class is capitalised."""
    for node in ast.walk(statement):
        if (
            isinstance(node, ast.Call)
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            if name[:1].isupper() or name in ("marginal_likelihood", "prior", "conditional", "from_formula"):
                return True
    return False


def _bound(statement):
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, (ast.AugAssign, ast.AnnAssign)):
        targets = [statement.target]
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        return [(a.asname or a.name.split(".")[0]) for a in statement.names if a.name != "*"]
    elif isinstance(statement, ast.With):  # names that a skipped block would have bound
        inner = [_bound(one) for one in statement.body]
        return sorted({name for names in inner for name in names})
    else:
        return []
    names = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return sorted(names)


class Guard:
    """Decides which errors of a statement come only from results that were not sampled, and keeps account."""

    def __init__(self, run, script, seed):
        """Prepare. `seed`: None if the script seeds the global generators itself."""
        self.run, self.script, self.seed = run, script, seed
        self.bound = {}  # name -> how many statements have bound it
        self.chance = random.Random(seed)  # seeds for what the script does not seed
        self.stand_in = StandIn("it was not sampled")
        self.skipped, self.missing, self.raised = [], {}, []

    def seeds(self, bound):
        """Seed the global generators by the names that the next statement binds, if the script seeds nothing."""
        place = self.bound[tuple(bound)] = self.bound.get(tuple(bound), 0) + 1
        state = zlib.crc32(f"{self.seed} {place} {bound}".encode())
        self.chance.seed(state)
        if self.seed is not None:
            np.random.seed(state)
            random.seed(state)

    def skips(self, error, facts, imported, inner, outer):
        """Say whether an error of a statement is passed over; facts: as `Tolerant` writes them."""
        line, end, names, builds, makes, samples, of_module = facts
        model = self.run.in_model()
        why = self._reason(error, line, imported, self._poisoned(error, names, inner, outer))
        if why is None and of_module and not builds and model is None and _is_the_users(error):
            why = f"line {line} raised {type(error).__name__}"
            self.raised.append(described(error, self.script))
        if model is not None and (builds or makes or why is None) and isinstance(error, (Exception, NotSampled)):
            self.run.incomplete.setdefault(id(model.root), f"line {line}: {why or type(error).__name__}")
        if why is None:
            return False
        self.stand_in = StandIn(why)
        skipped = {"line": line, "end": end, "why": why, "builds": makes, "samples": samples}
        self.skipped.append({**skipped, "in_model": model is not None})
        return True

    def _reason(self, error, line, imported, poisoned):
        """Return what was not there: draws, a package; None of other errors. poisoned: a stand-in's reason, or None."""
        if isinstance(error, NotSampled):
            return str(error.args[0]) if error.args else "it was not sampled"
        if isinstance(error, ImportError) and imported and not {i.split(".")[0] for i in imported} & NEEDED:
            name = str(getattr(error, "name", None) or imported[0])
            own = imported[0].startswith(".") and "." in name  # of the script's package, by its whole name
            self.missing[imported[0] if own else name] = line
            return f"{error}"
        return poisoned if _is_the_users(error) else None

    def _poisoned(self, error, names, inner, outer):
        for name in names:
            value = inner.get(name, outer.get(name))
            if type(value) is StandIn:
                return value.why
        frame = error.__traceback__.tb_next if error.__traceback__ else None
        while frame is not None:
            for value in list(frame.tb_frame.f_locals.values()):
                if type(value) is StandIn:
                    return value.why
            frame = frame.tb_next
        return None


def _is_the_users(error):
    return isinstance(error, Exception) and not isinstance(error, SyntaxError)


class ScriptRun:
    """The models, sampling calls and errors of one run of a script.

    snapshot: returns (shared variable, value) of what a model reads. kept: the id of a model -> its data sets, each
    (snapshot, line of the call), of the calls that fit it; more_data_sets: those beyond MOST_DATA_SETS.
    """

    def __init__(self, pm, snapshot, calls):
        self.pm, self.snapshot, self.calls = pm, snapshot, calls
        self.models, self.more_models, self.kept, self.more_data_sets = [], 0, {}, []
        self.sampled = False
        self.incomplete = {}  # by the id of a model: the parts that could not be made
        self.fitted = {}  # the id of a model -> the number of the data set that it was fitted to last
        self.read = {}  # the id of a model -> (how many variables it had, what it read)

    def in_model(self):
        try:
            return self.pm.modelcontext(None)
        except Exception:
            return None

    def register(self, model):
        if len(self.models) < MOST_MODELS:
            self.models.append(model)
        else:
            self.more_models += 1

    def place(self, model):
        """Return the place of a model; None if it is not kept. One that was not made here (unpickled) becomes new."""
        found = next((i for i, one in enumerate(self.models) if one is model), None)
        if found is None and model is not None and len(self.models) < MOST_MODELS:
            self.models.append(model)
            return len(self.models) - 1
        return found

    def on_sampling(self, name, function, args, kwargs):
        """Record a call, with the data that its model has then; return its number."""
        self.sampled = True
        kind = call_records.KINDS.get(name)
        if kind is None:
            return None
        model = kwargs.get("model")
        if model is None or isinstance(model, StandIn):
            model = self.in_model()
        place, data, line, fitted = self.place(model), [], _line_of_the_script(), None
        if place is not None:
            data = self._data_of(model)
            if kind in call_records.FITTING:
                self.fitted[id(model)] = self._keep(model, data, line)
            fitted = self.fitted.get(id(model), 0)
        named = [[getattr(variable, "name", None) or "", value] for variable, value in data]
        number = self.calls.add(name, function, args, kwargs, line, [place, fitted], named)
        return {"draws of call": number}

    def _data_of(self, model):
        """Return (shared variable, value now) of what a model reads; its graphs are read again if it has grown."""
        size, found = self.read.get(id(model), (None, []))
        if size != len(model.named_vars):
            with contextlib.suppress(Exception):
                found = list(self.snapshot(model))
            self.read[id(model)] = len(model.named_vars), found
        return [(variable, variable.get_value()) for variable, _ in found]

    def _keep(self, model, data, line):
        """Return the number of a model's data set, kept if it is a new one; None beyond MOST_DATA_SETS."""
        sets = self.kept.setdefault(id(model), [])
        for number, (one, _) in enumerate(sets):
            if _same_data(data, one):
                return number
        if len(sets) == MOST_DATA_SETS:
            self.more_data_sets.append(line)
            return None
        sets.append((data, line))
        return len(sets) - 1


def _same_data(one, two):
    """Say whether the shared variables that both read have the same values."""
    values = {id(variable): value for variable, value in two}
    shared = [(value, values[id(variable)]) for variable, value in one if id(variable) in values]
    return all(call_records.plain(a) == call_records.plain(b) for a, b in shared)


def _line_of_the_script():
    """Return the line of the script that is running now; None if there is none."""
    frame = sys._getframe(1)
    while frame is not None:
        if "__guard__" in frame.f_globals:
            return frame.f_lineno
        frame = frame.f_back
    return None


@contextlib.contextmanager
def nothing_sampled(pm, run):
    """Inside, `pm` samples and draws nothing, `run` sees every model, no file is written after a skipped sampling."""
    kept = {name: getattr(pm, name) for name in SAMPLING if hasattr(pm, name)}
    plots = [name for name in dir(pm) if name.startswith("plot_") or name.endswith("plot")]  # they would load ArviZ
    kept_plots = {name: getattr(pm, name) for name in plots}
    inner = getattr(pm, "sampling", None)
    kept_inside = {name: getattr(inner, name) for name in SAMPLING if hasattr(inner, name)}
    made, opened = pm.Model.__init__, builtins.open

    @functools.wraps(made)
    def initialised(self, *args, **kwargs):
        run.register(self)
        made(self, *args, **kwargs)

    @functools.wraps(opened)
    def guarded_open(file, mode="r", *args, **kwargs):
        if run.sampled and set(str(mode)) & set("wax+") and _by_the_script():
            raise NotSampled("it would have written a file")
        return opened(file, mode, *args, **kwargs)

    for module, functions in ((pm, kept), (inner, kept_inside)):
        for name, function in functions.items():
            if name == "sample_ppc":  # another name, without a signature
                function = functions.get("sample_posterior_predictive", function)
            stands_for = _step_method if isinstance(function, type) else run.on_sampling
            setattr(module, name, Constructor(f"{name} was not run", functools.partial(stands_for, name, function)))
    for name in plots:
        setattr(pm, name, Constructor(f"{name} was not run"))
    pm.Model.__init__, builtins.open = initialised, guarded_open
    try:
        yield
    finally:
        for name, value in (kept | kept_plots).items():
            setattr(pm, name, value)
        for name, value in kept_inside.items():
            setattr(inner, name, value)
        pm.Model.__init__, builtins.open = made, opened


def _step_method(name, function, args, kwargs):
    """Return a step method as plain data, with the defaults of its library."""
    given, defaults, _ = call_records.bound(function, args, kwargs, None)
    given = {key: call_records.plain(value) for key, value in given.items()}
    return {"step": name, "given": given, "defaults": call_records.plain(defaults)}


def _by_the_script():
    """Say whether the script itself calls open(), and not a library for its cache."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.split(".")[0] in (
            "pytensor",
            "theano",
            "theano_compat",
            "theano_environment",
            "pymc",
            "numba",
            "matplotlib",
        ):
            return False
        if "__guard__" in frame.f_globals:
            return True
        frame = frame.f_back
    return False


@contextlib.contextmanager
def nothing_by_chance(seed, chance):
    """Inside, uninitialised arrays, unseeded generators and draws of SciPy (k-means) are equal on both sides."""
    generator = np.random.default_rng

    @functools.wraps(generator)
    def seeded(*given, **named):
        if any(one is not None for one in (*given, *named.values())):
            return generator(*given, **named)
        by_the_script = "__guard__" in sys._getframe(1).f_globals
        return generator(chance.getrandbits(32) if by_the_script else seed % 2**32)

    instead = {
        (np, "empty"): _zeroed(np.empty),
        (np, "empty_like"): _zeroed(np.empty_like),
        (np.random, "default_rng"): seeded,
    }
    before = {(module, name): getattr(module, name) for module, name in instead}
    for (module, name), function in instead.items():
        setattr(module, name, function)
    try:
        yield
    finally:
        for (module, name), function in before.items():
            setattr(module, name, function)


def _zeroed(make):
    """Return `make`, made to return zeros instead of uninitialised memory.

    Arrays of objects are left alone: NumPy itself fills them with None.
    """

    @functools.wraps(make)
    def made(*args, **kwargs):
        array = make(*args, **kwargs)
        if isinstance(array, np.ndarray) and not array.dtype.hasobject:
            np.asarray(array)[...] = np.zeros((), array.dtype)
        return array

    return made


def run_script(script, pm, snapshot, seed, accepted=None, folder=None):
    """Return (the run, its report).

    accepted: sampling function -> the names that it takes by its **kwargs; the others' are open. folder: the working
    directory, where it is not the script's own.
    """
    run = ScriptRun(pm, snapshot, call_records.CallRecords(accepted or {}))
    guard = Guard(run, script, seed)
    outcome = {"error": None}
    before = os.getcwd(), list(sys.path), list(sys.argv)
    os.chdir(folder or os.path.dirname(script) or ".")
    sys.argv = [script]
    np.random.seed(seed % 2**32)
    random.seed(seed)
    try:
        with open(script, "rb") as file:
            tree = ast.parse(file.read(), script)
        home = packages.enter(tree, [os.path.dirname(script), *([folder] if folder else [])])
        if seeds_itself(tree):
            guard.seed = None
        parts = building.Building(tree, home.folder, pm, SAMPLING)
        tree = Tolerant(parts).visit(tree)
        code = compile(ast.fix_missing_locations(tree), script, "exec", dont_inherit=True)
        scope = {"__file__": script, "__guard__": guard, "__builtins__": builtins, **home.names}
        with nothing_sampled(pm, run), nothing_by_chance(seed, guard.chance), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
                exec(code, scope)
    except (SystemExit, NotSampled) as error:
        if isinstance(error, SystemExit) and error.code not in (None, 0):
            outcome["error"] = described(error, script)
    except Exception as error:
        outcome["error"] = described(error, script)
    finally:
        _leave_contexts(pm)
        os.chdir(before[0])
        sys.path[:], sys.argv[:] = before[1], before[2]
    if guard.raised and not run.models:
        outcome["error"] = guard.raised[0]
    outcome.update(raised=guard.raised, skipped=guard.skipped, missing=guard.missing, sampled=run.sampled)
    outcome.update(calls=run.calls.made, more_models=run.more_models, more_data_sets=run.more_data_sets)
    return run, outcome


def seeds_itself(tree):
    """Say whether a script seeds a generator."""
    return any(isinstance(one, ast.Call) and getattr(one.func, "attr", "") == "seed" for one in ast.walk(tree))


def described(error, script):
    """Return an error as plain data, with its line in the script."""
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == script:
            line = frame.lineno
    text = " ".join(str(error).split())
    return {"line": line, "kind": type(error).__name__, "text": text[:500], "whole": traceback.format_exc()[-4000:]}


def _leave_contexts(pm):
    """Leave the `with` block of an error; contexts that an explicit `__enter__` left open are closed here."""
    for _ in range(100):
        try:
            model = pm.modelcontext(None)
        except Exception:
            return
        model.__exit__(None, None, None)


def serve(side, said_by):
    """Answer commands, one line of JSON each, until there are no more. The script's output goes to stderr."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    asked = os.fdopen(os.dup(0), "r", encoding="utf-8")
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.dup2(2, 1)
    for line in asked:
        command = json.loads(line)
        try:
            answer = getattr(side, command.pop("do"))(**command)
        except Exception as error:
            answer = {
                "failed": f"{type(error).__name__}: {' '.join(str(error).split())[:500]}",
                "whole": traceback.format_exc()[-4000:],
            }
        answers.write(json.dumps({said_by: answer}) + "\n")
        answers.flush()
