"""Flags. Source of the names: theano.configparser."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from ..graph.other_names import also_named
from ..importing.module_getattr import absent_from
from ..settings import TheanoConfigParser, change_flags, config
from ..settings.reading import from_text, rc_files

PY3 = True
THEANO_FLAGS = os.getenv("THEANO_FLAGS", "")
THEANO_FLAGS_DICT: dict[str, str] = config._unread  # values for flags that are added later


class TheanoConfigWarning(Warning):
    """A warning about a flag in THEANO_FLAGS or .theanorc."""

    @classmethod
    def warn(cls, message: str, stacklevel: int = 0) -> None:
        import warnings

        warnings.warn(message, cls, stacklevel=stacklevel + 3)


class ConfigParam:
    """A flag to define, for AddConfigVar.

    default: its value unless it is set, or a function that returns it. apply: a function of a value that converts it,
    or raises ValueError. validate: a function of a converted value, which is refused where that is false. mutable:
    whether it may be set after the import. Theano 1.0.5 called them filter and allow_override, and had no validate.
    """

    @also_named(filter="apply", allow_override="mutable")
    def __init__(
        self,
        default: Any,
        apply: Callable[[Any], Any] | None = None,
        validate: Callable[[Any], bool] | bool | None = None,
        mutable: bool = True,
    ) -> None:
        if isinstance(validate, bool):  # Theano 1.0.5's third parameter was allow_override
            validate, mutable = None, validate
        self.default, self.allow_override = default, mutable
        self._converted, self._is_valid = apply, validate
        self.is_default = True

    def filter(self, value: Any) -> Any:
        """Return a value converted. ValueError for one that is not valid."""
        made = value if self._converted is None else self._converted(value)
        if self._is_valid is not None and self._is_valid(made) is False:
            raise ValueError(f"Invalid value ({value}) for a configuration variable of type {self._kind()}.")
        return made

    def _kind(self) -> str:
        return getattr(self._converted, "__name__", type(self).__name__)

    convert = filter

    _apply = convert  # Theano-PyMC's name, which pickles of its models refer to


class TypedParam(ConfigParam):
    """A flag with values of one type.

    apply: makes a value, such as int; mytype in Theano 1.0.5. default, validate, mutable: as in StrParam.
    """

    @also_named(mytype="apply", is_valid="validate", allow_override="mutable")
    def __init__(
        self,
        default: Any,
        apply: Callable[[Any], Any] | None = None,
        validate: Callable[[Any], bool] | None = None,
        mutable: bool = True,
    ) -> None:
        super().__init__(default, apply, validate, mutable)


class EnumStr(ConfigParam):
    """A flag with one of several texts.

    default: one of them. options: the others, each by itself or all in a list. validate, mutable: as in StrParam.
    """

    @also_named(allow_override="mutable")
    def __init__(
        self,
        default: str,
        *given: Any,
        options: Sequence[str] = (),
        validate: Callable[[Any], bool] | None = None,
        mutable: bool = True,
    ) -> None:
        if given and isinstance(given[0], list | tuple | set):  # as Theano-PyMC has them
            options, validate, mutable = (*given, *(validate, mutable)[len(given) - 1 :])
            given = ()
        self.all = (default, *given, *options)
        for option in self.all:
            if not isinstance(option, str):
                raise ValueError(f"Valid values for an EnumStr parameter should be strings, got {option!r}.")

        def filter(value: object) -> Any:
            if value not in self.all:
                raise ValueError(f"Invalid value ('{value}') for configuration variable. Valid options are {self.all}")
            return value

        super().__init__(default, filter, validate, mutable)

    def __str__(self) -> str:
        return f"{self.all}"


def _truth(value: object) -> bool:
    if value in (False, 0, "False", "false", "0"):
        return False
    if value in (True, 1, "True", "true", "1"):
        return True
    raise ValueError(f"Invalid value ({value!r}) for a configuration variable: True or False.")


class _OfOneKind(TypedParam):
    """A flag with values of the class's `kind`."""

    kind: Callable[[Any], Any]

    @also_named(is_valid="validate", allow_override="mutable")
    def __init__(self, default: Any, validate: Callable[[Any], bool] | None = None, mutable: bool = True) -> None:
        super().__init__(default, type(self).kind, validate, mutable)


class StrParam(_OfOneKind):
    """A flag with a text.

    default: its value unless it is set, or a function that returns it. validate: a function of a value that says
    whether it is taken. mutable: whether it may be set after the import. Theano 1.0.5 called them is_valid and
    allow_override.
    """

    kind = str


class IntParam(_OfOneKind):
    """A flag with an int.

    default, validate, mutable: as in StrParam.
    """

    kind = int


class FloatParam(_OfOneKind):
    """A flag with a float.

    default, validate, mutable: as in StrParam.
    """

    kind = float


class BoolParam(_OfOneKind):
    """A flag with True or False, or a text for one.

    default, validate, mutable: as in StrParam.
    """

    kind = staticmethod(_truth)


def AddConfigVar(name: str, doc: str, configparam: ConfigParam, root: Any = config, in_c_key: bool = True) -> None:
    """Add a flag to `theano.config`: `config.name` (or `config.section.name`) exists from then on.

    name: of the flag. doc: what it means; taken and not shown. configparam: a StrParam, BoolParam or the like.
    root: the configuration. in_c_key: without an effect: users' flags never change compiled code.

    THEANO_FLAGS and .theanorc may set it. ValueError for an invalid default, AttributeError for a taken name.
    """
    root.add(name, doc, configparam, in_c_key)


def parse_config_string(config_string: str, issue_warnings: bool = True) -> dict[str, str]:
    """Return flags in a text as a dict.

    config_string: as THEANO_FLAGS is written. issue_warnings: without an effect.
    """
    return {name.replace("__", "."): value for name, value in from_text(config_string).items()}


def config_files_from_theanorc() -> list[str]:
    """Return the files that THEANORC names, else ~/.theanorc."""
    return rc_files()


__all__ = [
    "AddConfigVar",
    "BoolParam",
    "ConfigParam",
    "EnumStr",
    "FloatParam",
    "IntParam",
    "PY3",
    "StrParam",
    "THEANO_FLAGS",
    "THEANO_FLAGS_DICT",
    "TheanoConfigParser",
    "TheanoConfigWarning",
    "TypedParam",
    "change_flags",
    "config",
    "config_files_from_theanorc",
    "parse_config_string",
]
__getattr__ = absent_from(__name__)
