"""Record what a function computes, and compare it with a later run. Source of the names: theano.tests.record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from ....compilation.modes import Mode
from ....importing.module_getattr import absent_from
from ....theano_api.printing.descriptors import hex_digest
from ..optimizing.linkers import OpWiseCLinker, WrapLinkerMany

if TYPE_CHECKING:
    from ....graph.variable import Apply


class MismatchError(Exception):
    """A line differs from the one that an earlier run wrote."""


class Record:
    """Lines in a file or, with replay=True, a comparison with its lines: MismatchError for a difference.

    file_object: an open file. file_path: of a file that is opened, without it. replay: whether lines are compared.
    """

    def __init__(self, file_object: Any = None, file_path: str | None = None, replay: bool = False) -> None:
        assert file_object is not None or file_path is not None, "a record needs a file_object or a file_path"
        self.file_path, self.replay = file_path, replay
        self.f = (
            file_object
            if file_object is not None
            else open(  # noqa: SIM115  (it stays open, as in legacy)
                str(file_path), "r" if replay else "w", encoding="utf-8"
            )
        )

    def handle_line(self, line: str) -> None:
        """Write a line, which ends with its only line break, or compare it."""
        assert line.find("\n") == len(line) - 1, f"one line, with a line break at its end: {line!r}"
        if not self.replay:
            self.f.write(line)
            return
        old = self.f.readline()
        if old != line:
            raise MismatchError(
                f"Replay detected mismatch.\n I wanted to write:\n{line[:100]}\nwhen previous job wrote:\n{old[:100]}"
            )


class RecordMode(Mode):
    """A mode whose functions write every node, with digests of its inputs and outputs of any shape, into a Record.

    record: a Record, or the arguments of one.
    """

    def __init__(self, record: Record | None = None, **kwargs: Any) -> None:
        assert record is None or not kwargs, f"a record, or the arguments of one: {sorted(kwargs)} is too much"
        self.set_record(Record(**kwargs) if record is None else record)
        super().__init__(WrapLinkerMany([OpWiseCLinker()], [self._of_node]), "fast_run")

    def set_record(self, record: Record) -> None:
        """Continue with another record."""
        self.record = record

    def _of_node(self, i: int, node: Apply, fn: Any) -> None:
        text = str(node).replace("\n", " ")
        self._line(f"Node {i}: {text}", node)
        self._line(f"Inputs: {_digests(fn.inputs)}", node)
        fn()
        self._line(f"Outputs: {_digests(fn.outputs)}", node)

    def _line(self, line: str, node: Apply) -> None:
        try:
            self.record.handle_line(f"{line}\n")
        except MismatchError as error:
            print(f"while processing {node}: {error}", file=sys.stderr)
            raise


def _digests(cells: Any) -> str:
    values = (value for [value] in cells)
    return " ".join(hex_digest(v) if isinstance(v, np.ndarray) else hex_digest(np.asarray(v)) for v in values)


__all__ = ["MismatchError", "Mode", "Record", "RecordMode"]
__getattr__ = absent_from(__name__)
