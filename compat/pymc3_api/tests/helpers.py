"""Seeded test classes, log records, precisions. Source of the names: pymc3.tests.helpers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from logging import LogRecord
from logging.handlers import BufferingHandler
from typing import Any

import numpy as np

from ...graph.op import Op
from ...importing.module_getattr import absent_from
from ...models.modelling.theanof import set_tt_rng, tt_rng
from ...ops.random.mrg_streams import MRG_RandomStreams
from ...ops.tensor_types import TensorLike
from ...settings import config
from ...theano_api import verify_grad as _theano


class SeededTest:
    """A test class whose tests start from the same state of NumPy's and of the package's random streams."""

    random_seed = 20160911

    @classmethod
    def setup_class(cls) -> None:
        np.random.seed(cls.random_seed)

    def setup_method(self) -> None:
        np.random.seed(self.random_seed)
        self.old_tt_rng = tt_rng()
        set_tt_rng(MRG_RandomStreams(self.random_seed))

    def teardown_method(self) -> None:
        set_tt_rng(self.old_tt_rng)


class Matcher:
    """Compares a log record, as a dict, with expected values; for `msg` and `message` a substring is enough."""

    _partial_matches = ("msg", "message")

    def matches(self, d: dict[str, Any], **kwargs: Any) -> bool:
        """Say whether `d` has every value in `kwargs`."""
        return all(self.match_value(key, d.get(key), wanted) for key, wanted in kwargs.items())

    def match_value(self, k: str, dv: Any, v: Any) -> bool:
        """Say whether the value `dv` of the key `k` is `v`, or for messages contains it."""
        if type(dv) is not type(v):
            return False
        return v in dv if isinstance(dv, str) and k in self._partial_matches else dv == v


class LoggingHandler(BufferingHandler):
    """A handler that keeps all records; `matches(levelname=..., msg=...)` says whether one is there."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__(0)
        self.matcher = matcher

    def shouldFlush(self, record: LogRecord | None = None) -> bool:
        return False

    def emit(self, record: LogRecord) -> None:
        self.buffer.append(record.__dict__)  # type: ignore[arg-type]

    def matches(self, **kwargs: Any) -> bool:
        """Say whether a record has these values."""
        return any(self.matcher.matches(d, **kwargs) for d in self.buffer)  # type: ignore[arg-type]


def select_by_precision(float64: TensorLike, float32: TensorLike) -> Any:
    """Return `float64` or `float32`, by floatX."""
    return float64 if config.floatX == "float64" else float32


@contextmanager
def not_raises() -> Iterator[None]:
    """Return a context that does nothing: a counterpart of `pytest.raises` in tables of tests."""
    yield


def verify_grad(
    op: Op,
    pt: Any,
    n_tests: int = 2,
    rng: np.random.RandomState | np.random.Generator | None = None,
    *args: Any,
    **kwargs: Any,
) -> None:
    """Call theano.gradient.verify_grad, by default with a generator of a fixed seed."""
    rng = np.random.RandomState(411342) if rng is None else rng
    _theano.verify_grad(op, pt, n_tests, rng, *args, **kwargs)


__getattr__ = absent_from(__name__)
