"""Functions in pickles of a real Theano. Source of the form: theano.compile.function_module.

Such a pickle holds the graph as the user wrote it (in the inputs and outputs of the maker) and the optimised one. The
first is compiled when the function is called or read, so a trace loads without compiling its functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....compilation.modes import get_mode
from ....functions.function import Function, compiled
from ....functions.graphs.maker import Maker
from ....functions.inputs import SymbolicOutput
from ....settings import config


def loaded_maker(kwargs: dict[str, Any]) -> Maker:
    """Return the data of a function from the arguments of a FunctionMaker, which older pickles have.

    kwargs: the arguments by their names: inputs, outputs, mode and others.
    """
    outputs, maker = kwargs["outputs"], Maker.__new__(Maker)
    several = isinstance(outputs, list | tuple)
    maker.__setstate__(
        {
            **kwargs,
            "unpack_single": not several,
            "return_none": outputs is None,
            "outputs": [] if outputs is None else list(outputs) if several else [outputs],
        }
    )
    return maker


class LoadedFunction(Function):
    """A function from a pickle, which is compiled at its first use."""

    def __init__(self, maker: Maker, values: Sequence[Any], trust_input: bool) -> None:
        self.__dict__["_loaded"] = maker, values, trust_input

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "_loaded" not in self.__dict__:
            raise AttributeError(f"'Function' object has no attribute '{name}'")
        self._compile()
        return getattr(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._compile()
        setattr(self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._compile()
        return self(*args, **kwargs)

    def __reduce__(self) -> Any:
        self._compile()
        return self.__reduce__()

    def copy(self, *args: Any, **kwargs: Any) -> Function:
        self._compile()
        return self.copy(*args, **kwargs)

    def _compile(self) -> None:
        new = _compiled(*self.__dict__["_loaded"])
        self.__dict__.clear()
        object.__setattr__(self, "__class__", Function)
        self.__dict__.update(new.__dict__)


def loaded_function(
    maker: Any, input_storage: Sequence[Any], inputs_data: Sequence[Any], trust_input: bool = False
) -> Function | None:
    """Return the function of a maker; None if `config.unpickle_function` is off.

    maker: what `_constructor_FunctionMaker` returns. input_storage: without an effect. inputs_data: one value per
    input. trust_input: whether arguments are taken as they are.
    """
    if not config.unpickle_function or maker is None:
        return None
    return LoadedFunction(maker, inputs_data, trust_input)


def _compiled(maker: Maker, values: Sequence[Any], trust_input: bool) -> Function:
    """Compile the graph as the user wrote it. values: of all inputs, shared variables last."""
    ins = [i for i in maker.inputs if not i.shared]
    outs = [o if isinstance(o, SymbolicOutput) else SymbolicOutput(o) for o in maker.outputs]
    keys = maker.output_keys or (None if maker.return_none else "one" if maker.unpack_single else "list")
    updates: dict[Any, Any] = {i.variable: i.update for i in maker.inputs if i.shared and i.update is not None}
    new_states = [i.update for i in ins if i.update is not None]
    wanted = [*(o.variable for o in outs), *updates.values(), *new_states]
    new = compiled(ins, outs, keys, list(updates), wanted, maker.name, None, get_mode(None))
    for cell, item, value in zip(new.cells, ins, values, strict=False):
        if item.update is not None:
            cell.put(value)
    new.trust_input = trust_input
    return new


__all__ = ["LoadedFunction", "loaded_function", "loaded_maker"]
