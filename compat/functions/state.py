"""The values that a function keeps between calls: defaults of its inputs, and states that it updates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph.container import Container
from ..ops.tensor_variable import Tensor
from .inputs import SymbolicInput


class Duplicate:
    """The entry of a function's finder for a name that several inputs have."""

    def __repr__(self) -> str:
        return "DUPLICATE"


DUPLICATE = Duplicate()


def cells_for(ins: Sequence[SymbolicInput], allow_downcast: bool | None) -> list[Container]:
    """Return one Container per input, with its default; the given one if the value of an input is a Container."""
    cells = []
    for item in ins:
        value, downcast = item.value, allow_downcast if item.allow_downcast is None else item.allow_downcast
        if isinstance(value, Container):
            cells.append(value)
            continue
        cell = Container.of(None, item.variable.type, item.name, item.strict, downcast)
        if value is not None:
            cell.value = value
        cells.append(cell)
    return cells


def finder_of(function: Any) -> dict[Any, Any]:
    """Return the Container of every input, by position, variable and name; DUPLICATE for a name of several."""
    found: dict[Any, Any] = {}
    for position, (item, cell) in enumerate(zip(function.maker.inputs, function.input_storage, strict=True)):
        found[position] = cell
        found[item.variable if item.asked is None else item.asked] = cell
        if item.name is not None:
            found[item.name] = DUPLICATE if item.name in found else cell
    return found


def missing_name(function: Any, key: str, several: bool) -> str:
    """Return the error message for an input that does not exist, or exists more than once."""
    if several:
        return f"Ambiguous name: {key} - please check the names of the inputs of your function for duplicates."
    names = [i.name for i in function.maker.inputs if i.name is not None]
    return f"Unknown input or state: {key}. {inputs_in_words(names, len(function.maker.inputs) - len(names))}"


def inputs_in_words(names: Sequence[str], unnamed: int) -> str:
    """Return how many inputs a function has, and their names, in words."""
    plural = "s" * (unnamed > 1)
    if not names and not unnamed:
        return "The function is supposed to have no input."
    if not names:
        inputs = (
            "a single input variable which has no name, and thus cannot be assigned through a keyword argument"
            if unnamed == 1
            else f"{unnamed} inputs, but none of them is named, and thus they cannot be assigned "
            "through keyword arguments"
        )
        return f"The function has {inputs} (use 'name=...' in a Variable's constructor to give it a name)."
    inputs = f"{len(names)} named input{'s' * (len(names) > 1)} ({', '.join(names)})"
    if unnamed:
        inputs += (
            f", and {unnamed} unnamed input{plural} which thus cannot be accessed through keyword "
            f"argument{plural} (use 'name=...' in a variable's constructor to give it a name)"
        )
    return f"The function has {inputs}."


class Values:
    """`f.value[x]`."""

    def __init__(self, function: Any) -> None:
        self._function = function

    def _cell(self, key: Any) -> Container:
        found = self._function.finder.get(key)
        if not isinstance(found, Container):
            raise TypeError(missing_name(self._function, key, found is not None))
        return found

    def __getitem__(self, key: Tensor | int | str) -> Any:
        return self._cell(key).held

    def __setitem__(self, key: str, value: float | list[float]) -> None:
        self._cell(key).value = value

    def __contains__(self, key: object) -> bool:
        return key in self._function.finder


class Containers(Values):
    """`f.container[x]`."""

    def __getitem__(self, key: object) -> Container:
        return self._function.finder[key]

    def __setitem__(self, key: object, value: object) -> None:
        raise TypeError("A function keeps its containers: set f.value[x].")
