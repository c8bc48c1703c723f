"""Data from a Python generator, one item for each evaluation. Source: pymc3.theanof, pymc3.data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any

import numpy as np

from ...distributions.formulas import float_x
from ...graph.op import Op
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ...ops.tensor_variable import TensorVariable
from ...settings import config
from ..vartypes import isgenerator


class GeneratorAdapter:
    """An iterator that reads the first item ahead, for its dtype and rank; floats are converted to floatX.

    generator: an iterator of arrays of any shape. TypeError for anything without `__next__`.
    """

    def __init__(self, generator: Any) -> None:
        if not isgenerator(generator):
            raise TypeError("Object should be generator like")
        self.test_value = _smart(copy(next(generator)))
        self._yielded_test_value = False
        self.gen = generator
        self.tensortype = TensorType(self.test_value.dtype.name, (False,) * self.test_value.ndim)

    def make_variable(self, gop: Any, name: str | None = None) -> GenTensorVariable:
        """Return the variable for the items, an output of the Op `gop`."""
        variable = GenTensorVariable(gop, self.tensortype, name)
        variable.tag.test_value = self.test_value
        return variable

    def __next__(self) -> np.ndarray:
        if not self._yielded_test_value:
            self._yielded_test_value = True
            return self.test_value
        return _smart(copy(next(self.gen)))

    next = __next__

    def __iter__(self) -> Iterator[np.ndarray]:
        return self

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def _smart(value: object) -> np.ndarray:
    value = np.asarray(value)
    return float_x(value) if value.dtype.kind == "f" else value


class GenTensorVariable(TensorVariable):
    """The next item of a generator, as made by `pm.generator`; `set_gen` and `set_default` change where it comes from.

    op: a GeneratorOp. type: a TensorType. name: the name, or None.
    """

    def __init__(self, op: Any, type: TensorType, name: str | None = None) -> None:
        super().__init__(type, None, None, name)
        self.op = op

    def set_gen(self, gen: Any) -> None:
        """Continue with another generator of the same dtype and rank."""
        self.op.set_gen(gen)

    def set_default(self, value: Any) -> None:
        """Set the value used after the generator has ended; None raises StopIteration instead."""
        self.op.set_default(value)

    def clone(self) -> GenTensorVariable:
        new = type(self)(self.op, self.type, self.name)
        new.tag = copy(self.tag)
        return new


class GeneratorOp(Op):
    """The Op without inputs whose result is the next item of a generator.

    gen: a generator of arrays of any shape, of one dtype and rank. default: an array used after its end; None for
    StopIteration.
    """

    __props__ = ("generator",)

    def __init__(self, gen: Iterable[Any], default: object = None) -> None:
        self.generator = gen if isinstance(gen, GeneratorAdapter) else GeneratorAdapter(gen)
        self.set_default(default)

    def __call__(self, *inputs: Any, **kwargs: Any) -> GenTensorVariable:
        # it is known already, and computing it would use up an item
        with config.change_flags(compute_test_value="off"):
            return super().__call__(*inputs, **kwargs)  # type: ignore[return-value]

    def make_node(self, *inputs: Any) -> Apply:
        return Apply(self, [], [self.generator.make_variable(self)])

    def perform(
        self,
        node: Apply,
        inputs: Sequence[Variable],
        output_storage: Sequence[list[Any]],
        params: Sequence[Variable] | None = None,
    ) -> None:
        output_storage[0][0] = next(self.generator) if self.default is None else next(self.generator, self.default)

    def do_constant_folding(self, *node: Any) -> bool:
        return False

    def set_gen(self, gen: object) -> None:
        adapter = gen if isinstance(gen, GeneratorAdapter) else GeneratorAdapter(gen)
        if adapter.tensortype != self.generator.tensortype:
            raise ValueError("New generator should yield the same type")
        self.generator = adapter

    def set_default(self, value: object) -> None:
        self.default = None
        if value is not None:
            value = np.asarray(value, self.generator.tensortype.dtype)
            if value.ndim != self.generator.tensortype.ndim:
                raise ValueError("Default value should have the same type as generator")
            self.default = value


def generator(gen: Iterable[Any], default: object = None) -> GenTensorVariable:
    """Return a variable that takes one item of a generator per evaluation.

    gen: a generator of arrays of any shape, of one dtype and rank. default: an array used after its end; None for
    StopIteration.
    """
    return GeneratorOp(gen, default)()
