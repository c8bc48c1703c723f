"""A program with objects of many kinds, which prints what a checkpoint of it would know; run in several processes."""

import abc
import collections
import dataclasses
import datetime
import decimal
import enum
import functools
import json
import logging
import operator
import pathlib
import re
import threading
import typing

import numpy as np
import scipy.interpolate
import scipy.sparse
import scipy.spatial
import scipy.stats

import compat.pymc3 as pm
from theano_compat.infer.keeping.described.description import Description

LOG = logging.getLogger(__name__)
WORDS = {"one", "two", "three", "four"}


class Colour(enum.Enum):
    RED = 1
    BLUE = "b"


class Flags(enum.IntFlag):
    A = 1
    B = 2


@dataclasses.dataclass(frozen=True)
class Setting:
    name: str
    values: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Slotted:
    __slots__ = ("left", "right")
    left: object
    right: object


class Pair(typing.NamedTuple):
    first: int
    second: str


Triple = collections.namedtuple("Triple", "a b c")


class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

    @property
    def twice(self):
        return 2 * self.area()

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def name():
        return WORDS


class Square(Shape, metaclass=type("Both", (Meta, abc.ABCMeta), {})):
    sides: typing.ClassVar[set[str]] = {"a", "b", "c"}

    def __init__(self, side):
        self.side, self.lock, self.own = side, threading.Lock(), self

    def area(self):
        return self.side**2

    @functools.cached_property
    def root(self):
        return self.side


class Words(dict):
    def __missing__(self, key):
        return len(key)


class Doubled(np.ndarray):
    pass


@functools.lru_cache
def cached(x):
    return x + 1


def outer(k):
    def inner(x, *, by=Colour.RED):
        def innermost():
            return k, x, by, outer

        return innermost

    return inner


def with_imports(x):
    import math
    from os import path

    return math.sqrt(x), path.join("a"), [(LOG, x) for x in WORDS]


circle = [1]
circle.append(circle)

THINGS = {
    "functions": [outer(3), outer, lambda x: x + np.pi, with_imports, cached, np.median, np.sin, len, [].append],
    "callables": [functools.partial(outer, 3, by=2), Square(2.0).area, operator.itemgetter(1), Square.make, Shape.name],
    "objects": [Square(2.0), Setting("a", [1, 2.5]), Slotted(1, {2}), Pair(1, "b"), Triple(1, 2, 3), Words(a=1)],
    "members": [Colour.RED, Flags.A | Flags.B, Colour, Square, Setting, Pair],
    "sets": [WORDS, frozenset(WORDS), {Colour.RED, Colour.BLUE}, {outer, cached}, {("a", 1), ("b", 2)}],
    "numbers": [1, 2.0, 3j, True, None, ..., b"x", "\udc80", decimal.Decimal("1.1")],
    "days": [datetime.date(2020, 1, 1), range(3)],
    "arrays": [np.arange(3), np.float32(1), np.arange(3).view(Doubled), np.array([{"a"}, None], object)],
    "masked": np.ma.array([1, 2], mask=[0, 1]),
    "records": np.array([(1, 2.0)], dtype=[("a", "i1"), ("b", "f8")]),
    "sparse": scipy.sparse.csr_matrix(np.eye(3)),
    "a spline in FITPACK": scipy.interpolate.InterpolatedUnivariateSpline(np.arange(5.0), np.arange(5.0) ** 2, k=1),
    "distributions": [scipy.stats.norm, scipy.stats.norm(0, 1), scipy.stats.gaussian_kde(np.arange(5.0))],
    "interpolators": [
        scipy.interpolate.interp1d(np.arange(5.0), np.arange(5.0)),
        scipy.interpolate.RegularGridInterpolator([np.arange(3.0)], np.arange(3.0)),
        np.vectorize(outer),
        np.poly1d([1, 2]),
    ],
    "splines": [scipy.interpolate.CubicSpline(np.arange(5.0), np.arange(5.0) ** 2), scipy.spatial.cKDTree(np.eye(3))],
    "texts": [re.compile("a+"), pathlib.Path("a/b"), LOG],
    "containers": [collections.OrderedDict(a=1), collections.deque([1], 3), collections.defaultdict(list, a=[1])],
    "circle": circle,
}


def described():
    found = Description()
    for name, one in THINGS.items():
        found.add(name, one)
    return found


if __name__ == "__main__":
    of = described()
    with pm.Model() as model:
        pm.Normal("x", 0, 1)
    print(json.dumps([of.parts(), list(of.unseen)]))
