"""A plugin of pytest (-p tests.fidelity.observing): whatever the tests compile is compiled again as it was written.

At the first calls of each function and density all outputs are compared: values, dtypes, shapes, the type of an error.
After its first call a function is called with arrays of other lengths too, and with shared variables of other lengths,
which nobody promised to be taken: longer by one, empty. Each process leaves what it saw as JSON in the folder
COMPAT_OBSERVED. COMPAT_EACH_RULE=1: each function is also rewritten without each of the rules that fired on it, one at
a time, and compared again.
"""

from __future__ import annotations

import fnmatch
import json
import os
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet, ref

import numpy as np
import pytest

os.environ.setdefault("COMPAT_CHECK", "1")  # before compat is imported: no plan, which hides what fires

from tests.fidelity import explained  # noqa: E402
from tests.fidelity.as_written import AsWritten, Failed, difference  # noqa: E402
from tests.fidelity.leaving_out import every_name  # noqa: E402
from tests.rules.test_nonfinite import DIFFERENT, MATRICES  # noqa: E402
from theano_compat.compilation.densities import density, entry
from theano_compat.compilation.rewriting import registered_rules  # noqa: E402
from theano_compat.functions import pipeline  # noqa: E402
from theano_compat.graph import origin  # noqa: E402
from theano_compat.graph.variable import SharedVariable  # noqa: E402
from theano_compat.rules import firing  # noqa: E402

CALLS = 3  # with arguments of the same shapes
MOST = 6  # arrays whose lengths are changed
SHAPES = 4  # of the arguments of one function
SLOW = 3.0  # seconds: what takes longer as written is compared once
LARGE = 4_000  # nodes: larger ones are not rewritten again without each rule
POINTS = (0.0, 0.3, 1.0)  # scales of the points at which compiled densities are compared
EDGES = {**DIFFERENT, **MATRICES, **explained.AS_LEGACY}  # rules that decide edges otherwise, each with its reason


class Seen:
    """What this process saw."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.differences: list[dict[str, str]] = []
        self.fired: dict[str, set[str]] = {}  # test -> rules
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        self.test = ""
        self.busy = False
        self.kept = 0.0  # when it was last written
        self.firing: set[str] | None = None

    def of_test(self, what: str) -> None:
        self.counts[what] += 1

    def differs(self, what: str, how: str, fired: set[str], about: str) -> None:
        self.differences.append(
            {"test": self.test, "what": what, "how": how, "fired": " ".join(sorted(fired)), "about": about}
        )

    def written(self) -> str:
        return json.dumps(
            {
                "counts": self.counts,
                "differences": self.differences,
                "seconds": self.seconds,
                "failed": self.failed,
                "fired": {test: sorted(names) for test, names in self.fired.items()},
            }
        )


SEEN = Seen()


@contextmanager
def _unobserved() -> Iterator[None]:
    before, SEEN.busy = SEEN.busy, True
    firing, SEEN.firing = SEEN.firing, None
    try:
        yield
    finally:
        SEEN.busy, SEEN.firing = before, firing


@contextmanager
def _rules_that_fire() -> Iterator[set[str]]:
    before, SEEN.firing = SEEN.firing, set()
    try:
        yield SEEN.firing
    finally:
        fired, SEEN.firing = SEEN.firing, before
        SEEN.fired.setdefault(SEEN.test, set()).update(fired)


class Observed:
    """One compiled function, or an entry of a density, beside its graph as written."""

    def __init__(
        self,
        inputs: Sequence[Any],
        outputs: Callable[[], Sequence[Any]],
        mode: Any,
        fired: set[str],
        by_group: bool = False,
    ) -> None:
        self.inputs, self.outputs, self.mode, self.fired = list(inputs), outputs, mode, fired
        self.by_group = by_group
        self.fixed = by_group  # a density's vector has one length
        self.calls: Counter[Any] = Counter()
        self.as_written: AsWritten | None = None
        self.left = ""  # why it is not compared

    def wants(self, values: Sequence[Any]) -> bool:
        shapes = tuple(np.shape(v) if isinstance(v, np.ndarray) else () for v in values)
        self.calls[shapes] += 1
        if self.left or self.calls[shapes] > CALLS or len(self.calls) > SHAPES:
            return False
        if self.as_written is None:
            SEEN.of_test("functions")
            self.left = self._not_compared()
            if self.left:
                SEEN.of_test(f"not compared: {self.left}")
        return not self.left

    def _not_compared(self) -> str:
        if self.mode.own or registered_rules.for_all(self.mode.rule_set) or any(registered_rules.REGISTERED.values()):
            return "rewritten by an optimizer of the user"
        if self.mode.backend == "python" and self.mode.rule_set == "none":
            return "runs as it was written"
        pattern = next((p for p in explained.NOT_OBSERVED if fnmatch.fnmatchcase(SEEN.test, p)), "")
        if pattern:
            SEEN.of_test(f"not observed: {pattern}")
            return "the test asks what is done once"
        try:
            self.as_written = AsWritten(self.inputs, self.outputs())
        except Exception as error:
            SEEN.differs(f"as written it is not compiled: {type(error).__name__}: {error}", "compile", self.fired, "")
            return "not compiled as written"
        return ""

    def compare(self, values: Sequence[Any], call: Callable[[Sequence[Any]], list[Any]]) -> list[Any]:
        """What `call` gives at `values`, compared."""
        if threading.current_thread() is not threading.main_thread():  # what is noted of a call is noted for one thread
            return call(values)
        with _unobserved():
            if not self.wants(values):
                with _observed_again():
                    return call(values)
            written = self.as_written
            assert written is not None
            arguments = written.arguments(values)
            expected = written(arguments)
        try:
            found: Any = call(values)
        except Exception as error:
            with _unobserved():
                self._look(written, arguments, expected, Failed(error))
            raise
        with _unobserved():
            self._look(written, arguments, expected, found)
            if sum(self.calls.values()) == 1 and self.mode.backend in ("c", "python") and written.seconds < 0.1:
                self._look_at_other_lengths(written, values, call)
        return found

    def _look_at_other_lengths(
        self, written: AsWritten, values: Sequence[Any], call: Callable[[Sequence[Any]], list[Any]]
    ) -> None:
        """With an argument of another length, and with a shared variable."""
        if written.has_users_ops:
            return
        if not self.fixed:
            for other in other_lengths(self.inputs, values):
                self._look_at(written, other, call)
        data = [v for v in written.partitioned.data if isinstance(v, SharedVariable)]
        for given in other_lengths(data, [v.container.held for v in data]):
            changed = [
                (v.container, v.container.held, new)
                for v, new in zip(data, given, strict=True)
                if new is not v.container.held
            ]
            try:
                for container, _, new in changed:
                    container.put(new)
                self._look_at(written, values, call, " with data " + ", ".join(str(n.shape) for _, _, n in changed))
            finally:
                for container, old, _ in changed:
                    container.put(old)

    def _look_at(
        self, written: AsWritten, values: Sequence[Any], call: Callable[[Sequence[Any]], list[Any]], data: str = ""
    ) -> None:
        arguments = written.arguments(values)
        expected = written(arguments)
        drawn = np.random.get_state()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found: Any = call(values)
        except Exception as error:
            found = Failed(error)
        np.random.set_state(drawn)
        SEEN.of_test("calls with other lengths")
        SEEN.counts["errors of other lengths"] += isinstance(expected, Failed)
        if isinstance(expected, Failed) and isinstance(found, Failed):
            return  # of several faults at once any may be told first
        what, _ = difference(written, arguments, expected, found)
        edge = self._edge(arguments, found) if what else ""
        if edge:
            SEEN.of_test("other lengths as legacy")
        elif what:
            shapes = ", ".join(str(np.shape(v)) for v in values)
            SEEN.differs(what, f"{self.mode.backend} of {shapes}{data}", self.fired, str(self.outputs()[:3])[:300])

    def _look(self, written: AsWritten, arguments: Any, expected: Any, found: Any) -> None:
        if written.seconds > SLOW:
            self.left = "slow as written"
        if self.mode.backend in ("debug", "nanguard", "monitor") and isinstance(found, Failed):
            SEEN.of_test("not compared: a checking mode raises")
            return
        SEEN.of_test("calls")
        SEEN.counts["outputs"] += 0 if isinstance(expected, Failed) else len(expected)
        SEEN.counts["errors"] += isinstance(expected, Failed)
        what, excuse = difference(written, arguments, expected, found)
        if excuse:
            SEEN.of_test(f"as good: {excuse}")
        edge = self._edge(arguments, found) if what else ""
        if edge:
            SEEN.of_test(f"as legacy: {edge}")
        elif what:
            SEEN.differs(what, self.mode.backend, self.fired, str(self.outputs()[:3])[:300])
        elif os.environ.get("COMPAT_EACH_RULE") == "1" and sum(self.calls.values()) == 1:
            self._without_each(written, arguments, expected)

    def _edge(self, arguments: Any, found: Any) -> str:
        """The rules that decide edges as legacy did, if they and no others give what was found, or all but they give
        what the graph as written does."""
        names = sorted(self.fired & EDGES.keys())
        if not names or isinstance(arguments, Failed):
            return ""
        values = arguments[: len(self.inputs)]
        try:
            alone = self._again(set(every_name()) - set(names))
            given = alone.arguments(values)
            if not difference(alone, given, alone(given), found)[0]:
                return " ".join(names)
        except Exception:  # it is not compiled so
            pass
        for some in () if isinstance(found, Failed) else (*([name] for name in names), names):
            if not self._differs_without(some, arguments):
                return " ".join(some)
        return ""

    def _differs_without(self, names: Sequence[str], arguments: Any) -> str:
        written = self.as_written
        assert written is not None
        try:
            other = self._again(names)
        except Exception as error:
            return f"is not compiled: {type(error).__name__}: {error}"
        values = arguments[: len(self.inputs)] if not isinstance(arguments, Failed) else arguments
        found = other(values if isinstance(values, Failed) else other.arguments(values))
        return difference(written, arguments, written(arguments), found)[0]

    def _again(self, left_out: Sequence[str]) -> AsWritten:
        return AsWritten(self.inputs, self.outputs(), self.mode.rule_set, left_out, self.by_group)

    def _without_each(self, written: AsWritten, arguments: Any, expected: Any) -> None:
        if len(written.program.nodes) > LARGE or written.seconds > 0.2:
            SEEN.of_test("too large to be rewritten again")
            return
        for name in sorted(self.fired):
            SEEN.of_test("rewritten again")
            what = self._differs_without([name], arguments)
            if (
                what
                and isinstance(arguments, list)
                and self.fired & EDGES.keys() - {name}
                and not self._differs_without([name, *(self.fired & EDGES.keys())], arguments)
            ):
                what = ""
            if what:
                SEEN.differs(what, f"without {name}", self.fired, str(self.outputs()[:3])[:300])


def other_lengths(variables: Sequence[Any], values: Sequence[Any]) -> Iterator[list[Any]]:
    """`values` with one array longer by an element along an axis, or empty there: of the first few. Not of an input
    whose length was promised (`annotation.lengths`, of densities, which check their vectors)."""
    arrays = [
        k
        for k, (v, x) in enumerate(zip(values, variables, strict=False))
        if isinstance(v, np.ndarray) and 0 < v.size < 10_000 and x.compat_annotation.lengths is None
    ]
    for k in arrays[:MOST]:
        for axis, one in enumerate(variables[k].type.broadcastable):
            if not one:
                last = np.take(values[k], [-1], axis=axis)
                for other in (np.concatenate([values[k], last], axis=axis), np.take(values[k], [], axis=axis)):
                    yield [*values[:k], other.astype(values[k].dtype), *values[k + 1 :]]


@contextmanager
def _observed_again() -> Iterator[None]:
    before, SEEN.busy = SEEN.busy, False
    try:
        yield
    finally:
        SEEN.busy = before


_installed: list[bool] = []


def install() -> None:
    """Put ourselves around compilation and calls, once a process."""
    if _installed:
        return
    _installed.append(True)
    origin.HOUSE = (origin.HOUSE, __file__)  # type: ignore[assignment]  # str.startswith: ours is nobody's line
    compiled, call = pipeline.compiled, pipeline.Executable.__call__

    def observed_compiled(compilation: Any) -> Any:
        if SEEN.busy:
            return compiled(compilation)
        with _rules_that_fire() as fired:
            executable = compiled(compilation)
        wanted = list(compilation.written.outputs)
        compilation.observed = Observed(compilation.inputs, lambda: wanted, compilation.mode, fired)
        return executable

    def observed_call(self: Any, values: Sequence[Any]) -> list[Any]:
        observed = getattr(self.compilation, "observed", None)
        if observed is None or SEEN.busy:
            return call(self, values)
        return observed.compare(values, lambda given: call(self, given))

    pipeline.compiled, pipeline.Executable.__call__ = observed_compiled, observed_call  # type: ignore[method-assign]
    _install_densities()
    _install_rules()


def _install_densities() -> None:
    part: Any = entry.Entry
    whole: Any = density.Density
    prepare, c_entry, init, logp_grad, expand = (
        part.prepare,
        part.c_entry,
        whole.__init__,
        whole.logp_grad,
        whole.expand,
    )
    owners: WeakKeyDictionary[Any, ref[Any]] = WeakKeyDictionary()  # the density of each entry
    observed: WeakKeyDictionary[Any, Observed] = WeakKeyDictionary()  # of each entry
    tried_in_c: WeakSet[Any] = WeakSet()

    def of(self: Any) -> Observed:
        if self not in observed:
            observed[self] = Observed(
                [self.setting.x], self.graphs, self.setting.mode, set(), self.setting.mode.backend == "c"
            )
        return observed[self]

    def observed_prepare(self: Any, **how: Any) -> Any:
        if SEEN.busy or (how.get("in_jax") and self.setting.mode.backend == "c"):
            return prepare(self, **how)
        with _rules_that_fire() as fired:
            found = prepare(self, **how)
        of(self).fired.update(fired)
        return found

    def observed_logp_grad(self: Any, x: Any) -> Any:
        if SEEN.busy:
            return logp_grad(self, x)
        value, gradient = of(self.logp).compare([np.asarray(x)], lambda given: list(logp_grad(self, x)))
        return value, gradient

    def observed_expand(self: Any, x: Any) -> Any:
        if SEEN.busy:
            return expand(self, x)
        return of(self.recorded).compare([np.asarray(x)], lambda given: expand(self, x))

    def observed_init(self: Any, *given: Any) -> None:
        init(self, *given)
        owners.update((one, ref(self)) for one in (self.logp, self.recorded))

    def observed_c_entry(self: Any) -> Any:
        found, owner = c_entry(self), owners[self]()
        if found is not None and owner is not None and not SEEN.busy and self not in tried_in_c:
            tried_in_c.add(self)
            call = owner.logp_grad if self is owner.logp else owner.expand
            rng = np.random.default_rng(0)
            for scale in POINTS:  # samplers call the address: nobody sees those calls
                x = scale * rng.normal(size=owner.dimension)
                try:
                    call(x)
                except Exception:  # compared; an error at such a point is nobody's
                    pass
        return found

    part.prepare, part.c_entry = observed_prepare, observed_c_entry
    whole.__init__, whole.logp_grad, whole.expand = observed_init, observed_logp_grad, observed_expand


def _install_rules() -> None:
    """Note the names of what fires."""
    names, count = set(every_name()), firing.count

    def counted(name: str, *change: object) -> None:
        if SEEN.firing is not None and name in names:
            SEEN.firing.add(name)
        count(name, *change)

    firing.count = counted


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logstart(nodeid: str) -> None:
    SEEN.test = nodeid


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call":
        SEEN.seconds[report.nodeid] = report.duration
    if report.failed:
        SEEN.failed.append(f"{report.nodeid}: {str(report.longrepr).splitlines()[-1]}")


def pytest_configure(config: pytest.Config) -> None:
    install()


def pytest_runtest_logfinish(nodeid: str) -> None:
    if time.monotonic() - SEEN.kept > 10:  # a run that is ended early has left what it saw
        _keep()


def pytest_sessionfinish(session: pytest.Session) -> None:
    _keep()


def _keep() -> None:
    SEEN.kept = time.monotonic()
    folder = os.environ.get("COMPAT_OBSERVED")
    if folder:
        path = Path(folder) / f"{os.getpid()}.json"
        path.with_suffix(".new").write_text(SEEN.written())
        path.with_suffix(".new").replace(path)
