"""Base classes for tests of a trace backend: a subclass names the backend, and pytest runs the inherited tests.

Every subclass defines `backend` (a class), `name` (where it writes, or None) and `shape` (of the model's
probabilities); optionally `sampler_vars`, the dtypes of statistics by name, in a dict for each step method.
Source of the names: pymc3.tests.backend_fixtures.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import numpy as np

from ...importing.module_getattr import absent_from
from ...models.backends.base import MultiTrace
from . import models

_equal = np.testing.assert_equal


def remove_file_or_directory(name: str) -> None:
    """Remove a file, or a folder with its contents; do nothing if neither exists."""
    if os.path.isdir(name):
        shutil.rmtree(name)
    elif os.path.lexists(name):
        os.remove(name)


def _refused(call: Callable[[], Any], *kinds: type[Exception]) -> None:
    try:
        call()
    except kinds:
        return
    raise AssertionError(f"none of {', '.join(k.__name__ for k in kinds)} was raised")


class _OnDisk:
    backend: ClassVar[Any]
    name: ClassVar[str | None]
    shape: ClassVar[Any]
    sampler_vars: ClassVar[list[dict[str, Any]] | None] = None

    def _statistics(self) -> tuple[Any, ...]:
        """Return the arguments of `setup` for the statistics; none without statistics."""
        return () if self.sampler_vars is None else (self.sampler_vars,)

    @classmethod
    def _remove(cls) -> None:
        if cls.name is not None:
            remove_file_or_directory(cls.name)


class ModelBackendSetupTestCase(_OnDisk):
    """Tests of a trace after setup: `test_point`, `model`, `strace`, `draws`, `chain`."""

    def setup_method(self) -> None:
        self.test_point, self.model, _ = models.beta_bernoulli(self.shape)
        self.draws, self.chain = 3, 0
        with self.model:
            self.strace = self.backend(self.name)
        assert self.sampler_vars is None or self.strace.supports_sampler_stats
        self.strace.setup(self.draws, self.chain, *self._statistics())

    def teardown_method(self) -> None:
        self._remove()

    def test_append(self) -> None:
        self.strace.setup(self.draws, self.chain, *self._statistics())
        assert len(self.strace) == 0

    def test_append_invalid(self) -> None:
        others = [*(self.sampler_vars or []), {"a": bool}]
        _refused(lambda: self.strace.setup(self.draws, self.chain, others), ValueError, TypeError)
        if self.sampler_vars is not None:
            _refused(lambda: self.strace.setup(self.draws, self.chain), ValueError)

    def test_double_close(self) -> None:
        self.strace.close()
        self.strace.close()


class StatsTestCase(_OnDisk):
    """Tests that statistics of one name must have one dtype."""

    def setup_method(self) -> None:
        self.test_point, self.model, _ = models.beta_bernoulli(self.shape)
        self.draws, self.chain = 3, 0

    def teardown_method(self) -> None:
        self._remove()

    def test_bad_dtype(self) -> None:
        with self.model:
            strace = self.backend(self.name)
        bad, good = ([{"a": np.float64}, {"a": second}] for second in (bool, np.float64))
        _refused(lambda: strace.setup(self.draws, self.chain, bad), ValueError, TypeError)
        if strace.supports_sampler_stats:
            strace.setup(self.draws, self.chain, good)
            assert strace.stat_names == {"a"}
        else:
            _refused(lambda: strace.setup(self.draws, self.chain, good), ValueError, TypeError)


class ModelBackendSampledTestCase(_OnDisk):
    """Two chains of five recorded points: `mtrace`, with `expected` by chain and variable.

    write_partial_chain: the first variable is not recorded.
    """

    write_partial_chain = False
    draws = 5

    @classmethod
    def setup_class(cls) -> None:
        cls.test_point, cls.model, _ = models.beta_bernoulli(cls.shape)
        cls.chain_vars = cls.model.unobserved_RVs[1 if cls.write_partial_chain else 0 :]
        cls.expected = {
            chain: {name: cls._counted(value, factor) for name, value in cls.test_point.items()}
            for chain, factor in enumerate((1, 100))
        }
        statistics = [
            {
                name: np.arange(cls.draws).astype(dtype) if dtype is not bool else np.zeros(cls.draws, bool)
                for name, dtype in of_step.items()
            }
            for of_step in cls.sampler_vars or []
        ]
        cls.expected_stats = {chain: statistics for chain in cls.expected}
        cls.stat_dtypes = {name: dtype for of_step in cls.sampler_vars or [] for name, dtype in of_step.items()}
        cls.stats_counts = Counter(name for of_step in cls.sampler_vars or [] for name in of_step)
        cls.mtrace = MultiTrace([cls._recorded(chain) for chain in cls.expected])

    @classmethod
    def _counted(cls, value: Any, factor: int) -> np.ndarray:
        whole = (cls.draws, *value.shape)
        return np.arange(np.prod(whole), dtype=value.dtype).reshape(whole) * factor

    @classmethod
    def _recorded(cls, chain: int) -> Any:
        with cls.model:
            strace = cls.backend(cls.name, vars=cls.chain_vars)
        strace.setup(cls.draws, chain, *(() if cls.sampler_vars is None else (cls.sampler_vars,)))
        for k in range(cls.draws):
            point = {name: values[k, ...] for name, values in cls.expected[chain].items()}
            stats = [{name: values[k] for name, values in of.items()} for of in cls.expected_stats[chain]]
            strace.record(point, **({} if cls.sampler_vars is None else {"sampler_stats": stats}))
        strace.close()
        return strace

    @classmethod
    def teardown_class(cls) -> None:
        cls._remove()

    def test_varnames_nonempty(self) -> None:
        assert self.test_point

    def test_stat_names(self) -> None:
        assert self.mtrace.stat_names == set(self.stat_dtypes)


class SamplingTestCase(ModelBackendSetupTestCase):
    """Tests that points are recorded one after the other."""

    def record_point(self, val: Any) -> None:
        """Record `val` as the value of every element and statistic."""
        point = {name: np.full(value.shape, val) for name, value in self.test_point.items()}
        stats = [{name: dtype(val) for name, dtype in of.items()} for of in self.sampler_vars or []]
        self.strace.record(point, **({} if self.sampler_vars is None else {"sampler_stats": stats}))

    def _lengths(self) -> set[int]:
        values = [self.strace.get_values(name) for name in self.test_point]
        return {len(v) for v in (*values, *map(self.strace.get_sampler_stats, self.strace.stat_names or ()))}

    def test_standard_close(self) -> None:
        for k in range(self.draws):
            self.record_point(k)
        self.strace.close()
        assert self._lengths() == {self.draws}
        for name in self.test_point:
            values = self.strace.get_values(name)
            _equal(values, np.broadcast_to(np.arange(self.draws).reshape(-1, *[1] * (values.ndim - 1)), values.shape))
            assert values.shape[1:] == tuple(self.strace.var_shapes[name])

    def test_clean_interrupt(self) -> None:
        self.record_point(0)
        self.strace.close()
        assert self._lengths() == {1}

    def test_missing_stats(self) -> None:
        if self.sampler_vars is not None:
            _refused(lambda: self.strace.record(point=self.test_point), ValueError)


class SelectionTestCase(ModelBackendSampledTestCase):
    """Tests of selections from a trace: by chain, `burn` and `thin`, slices and points."""

    def _each(self) -> Iterator[tuple[str, list[np.ndarray]]]:
        for name in self.test_point:
            yield name, [self.expected[chain][name] for chain in sorted(self.expected)]

    def _agree(self, taken: Callable[[np.ndarray], np.ndarray], **how: Any) -> None:
        for name, chains in self._each():
            each = [taken(values) for values in chains]
            _equal(self.mtrace.get_values(name, combine=False, **how), each)
            _equal(self.mtrace.get_values(name, combine=True, **how), np.concatenate(each))

    def test_get_values_default(self) -> None:
        for name, chains in self._each():
            _equal(self.mtrace.get_values(name), np.concatenate(chains))

    def test_get_values_combine(self) -> None:
        self._agree(lambda values: values)

    def test_get_values_with_burn(self) -> None:
        self._agree(lambda values: values[2:], burn=2)

    def test_get_values_with_thin(self) -> None:
        self._agree(lambda values: values[::2], thin=2)

    def test_get_values_of_chains(self) -> None:
        for name, (first, second) in self._each():
            _equal(self.mtrace.get_values(name, chains=[0]), first)
            _equal(self.mtrace.get_values(name, chains=0), first)
            _equal(self.mtrace.get_values(name, chains=[1, 0], combine=False), [second, first])

    def test_len(self) -> None:
        assert len(self.mtrace) == self.draws

    def test_nchains(self) -> None:
        assert self.mtrace.nchains == len(self.expected)

    def test_dtypes(self) -> None:
        for name, (first, _) in self._each():
            assert self.mtrace.get_values(name, chains=0).dtype == first.dtype
        for name, dtype in self.stat_dtypes.items():
            assert self.mtrace.get_sampler_stats(name, chains=0).dtype == dtype

    def test_get_point(self) -> None:
        for name, (_, second) in self._each():
            _equal(self.mtrace.point(2)[name], second[2])

    def test_get_slice(self) -> None:
        for part in (slice(2, None), slice(-2, None)):
            for name, chains in self._each():
                for chain, values in enumerate(chains):
                    _equal(self.mtrace[part].get_values(name, chains=[chain]), values[part])

    def test_get_slice_step(self) -> None:
        assert (len(self.mtrace[:]), len(self.mtrace[::2])) == (self.draws, self.draws // 2)

    def test_get_slice_neg_step(self) -> None:
        if not hasattr(self, "skip_test_get_slice_neg_step"):
            assert (len(self.mtrace[::-1]), len(self.mtrace[::-2])) == (self.draws, self.draws // 2)

    def test_getitem_equivalence(self) -> None:
        for name, _ in self._each():
            _equal(self.mtrace[name], self.mtrace.get_values(name))
            _equal(self.mtrace[name, 2:], self.mtrace.get_values(name, burn=2))
            _equal(self.mtrace[name, 2::2], self.mtrace.get_values(name, burn=2, thin=2))

    def test_selection_method_equivalence(self) -> None:
        name = self.mtrace.varnames[0]
        _equal(getattr(self.mtrace, name), self.mtrace[name])


class DumpLoadTestCase(ModelBackendSampledTestCase):
    """Tests that `load_func(name)` reads back what was recorded."""

    load_func: ClassVar[Any]

    @classmethod
    def setup_class(cls) -> None:
        super().setup_class()
        try:
            with cls.model:
                cls.dumped = cls.load_func(cls.name)
        except BaseException:
            cls._remove()
            raise

    def test_nchains(self) -> None:
        assert self.dumped.nchains == self.mtrace.nchains

    def test_varnames(self) -> None:
        assert sorted(self.dumped.varnames) == sorted(self.mtrace.varnames)

    def test_values(self) -> None:
        for chain in self.mtrace.chains:
            for v in self.chain_vars:
                _equal(*(trace.get_values(v, chains=[chain]) for trace in (self.dumped, self.mtrace)))


class BackendEqualityTestCase(ModelBackendSampledTestCase):
    """Tests that `backend0`, which writes to `name0`, and `backend1` give the same."""

    backend0: ClassVar[Any]
    backend1: ClassVar[Any]
    name0: ClassVar[str | None]
    name1: ClassVar[str | None]

    @classmethod
    def setup_class(cls) -> None:
        cls.backend, cls.name = cls.backend0, cls.name0
        super().setup_class()
        cls.mtrace0 = cls.mtrace
        cls.backend, cls.name = cls.backend1, cls.name1
        super().setup_class()
        cls.mtrace1 = cls.mtrace

    @classmethod
    def teardown_class(cls) -> None:
        for name in (cls.name0, cls.name1):
            if name is not None:
                remove_file_or_directory(name)

    def _agree(self, get: Callable[[Any, str], Any]) -> None:
        for name in self.test_point:
            _equal(get(self.mtrace0, name), get(self.mtrace1, name))

    def test_chain_length(self) -> None:
        assert (self.mtrace0.nchains, len(self.mtrace0)) == (self.mtrace1.nchains, len(self.mtrace1))

    def test_dtype(self) -> None:
        self._agree(lambda trace, name: trace.get_values(name, chains=0).dtype)

    def test_number_of_draws(self) -> None:
        for trace in (self.mtrace0, self.mtrace1):
            for name in self.test_point:
                assert len(trace.get_values(name, combine=False, squeeze=False)[0]) == self.draws

    def test_get_item(self) -> None:
        self._agree(lambda trace, name: trace[name])

    def test_get_values(self) -> None:
        for how in (
            {},
            {"squeeze": False},
            {"burn": 3},
            {"burn": self.draws - 1},
            {"thin": 2},
            {"burn": 2, "thin": 2},
            {"chains": [0]},
        ):
            for combine in (False, True):
                self._agree(lambda trace, name, h=how, c=combine: trace.get_values(name, combine=c, **h))

    def test_get_point(self) -> None:
        self._agree(lambda trace, name: trace[4][name])


__getattr__ = absent_from(__name__)
