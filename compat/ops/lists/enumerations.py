"""Enumerations of constants as types of Op parameters: `EnumType`, `EnumList`, `CEnumType`.

They are immutable dicts from names to numbers. Source: theano.gof.type, theano.graph.type.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from ...graph.types import Type

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]*")


class EnumType(Type, dict):
    """Constants by name: `EnumType(ONE=1, HALF=0.5, TWO=("alias", 2))`, then `enum.ONE`.

    ctype: the C type of the constants; cname: the C name of the enumeration.
    """

    ctype: str
    cname: str
    aliases: dict[str, str]

    def __init__(self, **kwargs: Any) -> None:
        ctype = " ".join(kwargs.pop("ctype", "double").split())
        cname = kwargs.pop("cname", ctype.replace(" ", "_"))
        if not ctype or not all(_IDENTIFIER.fullmatch(word) for word in ctype.split()):
            raise TypeError(f"{type(self).__name__}: invalid C type: {ctype!r}.")
        if not _IDENTIFIER.fullmatch(cname):
            raise TypeError(f"{type(self).__name__}: invalid C name: {cname!r}.")
        self.__dict__.update(ctype=ctype, cname=cname, aliases={})
        dict.__init__(self, {name: self._constant(name, given) for name, given in kwargs.items()})
        if shadowed := self.aliases.keys() & self.keys():
            raise TypeError(f"{type(self).__name__}: {sorted(shadowed)[0]!r} is an alias and a constant.")

    def _constant(self, name: str, given: object) -> int | float:
        """Return the number of a constant, and record its alias."""
        kind = type(self).__name__
        if not _CONSTANT.fullmatch(name):
            raise AttributeError(
                f'{kind}: invalid enum name: "{name}". Capital letters, underscores and digits make one.'
            )
        if isinstance(given, list | tuple):
            if len(given) != 2:
                raise TypeError(f"{kind}: {name} takes a value, or an alias and a value, got {given!r}.")
            alias, given = given
            self._note_alias(alias, name)
        if not isinstance(given, int | float):
            raise TypeError(
                f'{kind}: constant "{name}": expected integer or floating value, got "{type(given).__name__}".'
            )
        return int(given) if isinstance(given, bool) else given

    def _note_alias(self, alias: str, name: str) -> None:
        if not isinstance(alias, str):
            raise TypeError(f'{type(self).__name__}: constant alias should be a string, got "{alias}".')
        if alias == name or alias in self.aliases:
            raise TypeError(f'{type(self).__name__}: the alias "{alias}" of {name} is a name already.')
        self.aliases[alias] = name

    def fromalias(self, alias: str) -> int | float:
        """Return the constant with this alias or name. KeyError if there is none."""
        return self[self.aliases.get(alias, alias)]

    def has_alias(self, alias: str) -> bool:
        return alias in self.aliases

    def get_aliases(self) -> tuple[str, ...]:
        """Return all aliases, sorted."""
        return tuple(sorted(self.aliases))

    def filter(self, data: Any, strict: bool = False, allow_downcast: bool | None = None) -> int | float:
        """Return `data` if it is a constant, or (not strict) the constant of that name or alias.

        AssertionError if there is none.
        """
        if not strict:
            data = self.fromalias(data) if isinstance(data, str) else int(data) if isinstance(data, bool) else data
        assert data in self.values(), f"{data!r} is none of the constants of {self!r}"
        return data

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__} has no constant {name!r}.") from None

    def _refuse(self, *given: Any) -> NoReturn:
        raise NotImplementedError("constant values are immutable.")

    __setitem__ = __delitem__ = _refuse

    def __setattr__(self, name: str, value: object) -> None:
        if name in self:
            self._refuse()
        super().__setattr__(name, value)

    def _identity(self) -> Any:
        return self.ctype, tuple(sorted(self.items())), tuple(sorted(self.aliases.items()))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._identity() == other._identity()  # type: ignore[attr-defined]

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((type(self), self._identity()))

    def __reduce__(self) -> Any:
        return _remade, (type(self), dict(self), dict(self.__dict__))

    def __deepcopy__(self, memo: Any) -> EnumType:
        return self  # it is immutable

    def __repr__(self) -> str:
        alias_of = {name: f"({alias})" for alias, name in self.aliases.items()}
        constants = ", ".join(f"{name}{alias_of.get(name, '')}:{self[name]}" for name in sorted(self))
        return f"{type(self).__name__}<{self.ctype}>({constants})"


def _remade(cls: type[EnumType], constants: dict[str, Any], attributes: dict[str, Any]) -> EnumType:
    enum = cls.__new__(cls)
    dict.update(enum, constants)
    enum.__dict__.update(attributes)
    return enum


class EnumList(EnumType):
    """Constants 0, 1, 2 ... by name: `EnumList("A", ("B", "alias"), ctype="int")`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        assert len(kwargs) <= 2, f"{type(self).__name__} takes ctype and cname besides names, got {sorted(kwargs)}"
        constants: dict[str, Any] = {}
        for value, given in enumerate(args):
            name, alias = (given, None) if not isinstance(given, list | tuple) else given if len(given) == 2 else (0, 0)
            if not isinstance(name, str):
                raise TypeError(
                    f"{type(self).__name__}: a constant name should be a string, or a pair of it and its "
                    f"alias, got {given!r}."
                )
            if name in constants:
                raise TypeError(f'{type(self).__name__}: constant name already used ("{name}").')
            constants[name] = value if alias is None else (alias, value)
        super().__init__(**{"ctype": "int", **kwargs, **constants})


class CEnumType(EnumList):
    """Constants defined in C; their values in Python only distinguish them.

    Constants are given as in EnumList; ctype: the C type of the constants.
    """
