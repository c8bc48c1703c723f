"""The object behind `theano.config`: plain attributes, checked on assignment."""

import functools
import os
from collections.abc import Callable
from typing import Any

from theano_common.system.folders import cache_folder

from . import reading
from .flags import EFFECTS, FLAGS, Flag

_PROPER_NAME = {name.lower(): name for name in FLAGS}
_SECTIONS = {name.rpartition("__")[0] for name in FLAGS if "__" in name}
_SECTIONS |= {section.partition("__")[0] for section in _SECTIONS}


def checked(flag: Flag, value: Any) -> Any:
    """Return `value` as this flag stores it. ValueError, as in Theano, for an invalid one."""
    name = flag.dotted
    if flag.convert is not None:
        return flag.convert(value)
    match flag.kind:
        case "flag":
            if value in (True, "True", "true", "1"):
                return True
            if value in (False, "False", "false", "0"):
                return False
            raise ValueError(f"Invalid value ({value}) for configuration variable '{name}': True or False.")
        case "integer" | "number":
            convert: Callable[[Any], Any] = int if flag.kind == "integer" else float
            try:
                return convert(value)
            except (TypeError, ValueError):
                raise ValueError(
                    f"Invalid value ({value!r}) for configuration variable '{name}': "
                    f"{'an integer' if convert is int else 'a number'} is needed."
                ) from None
        case "choice":
            if value not in flag.choices:
                raise ValueError(
                    f"Invalid value ('{value}') for configuration variable '{name}'. "
                    f"Valid options are {', '.join(flag.choices)}"
                )
            return value
        case "text":
            return str(value)
    return None if flag.name == "vm__lazy" and value == "None" else value


def frozen(flag: Flag) -> Exception:
    """Return the error for setting a flag that Theano freezes at start, of Theano's type, a bare Exception."""
    return Exception(
        f"Can't change the value of {flag.dotted} config parameter after initialization! "
        f"Give it before the start: THEANO_FLAGS={flag.dotted}=..."
    )


class Section:
    """`config.blas`: access to the same flags by the dotted names of Theano 1.0.5."""

    def __init__(self, root: "TheanoConfigParser", prefix: str):
        object.__setattr__(self, "_root", root)
        object.__setattr__(self, "_prefix", prefix)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._root, f"{self._prefix}__{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._root, f"{self._prefix}__{name}", value)

    def __dir__(self) -> list[str]:
        start = self._prefix + "__"
        return sorted({name[len(start) :].partition("__")[0] for name in FLAGS if name.startswith(start)})


class TheanoConfigParser:
    """The flags as plain attributes, so that reading `config.floatX` costs one dictionary look-up.

    An invalid value raises ValueError; a flag that Theano freezes after start raises Exception; an unknown name raises
    AttributeError when read. As in Theano, any other attribute may be set.
    """

    def __init__(self) -> None:
        values = self.__dict__
        for name, flag in FLAGS.items():
            values[name] = flag.default
        for section in sorted(_SECTIONS):
            if "__" not in section:
                values[section] = Section(self, section)
        values["dnn__conv"] = Section(self, "dnn__conv")
        values["_given"] = {}
        values["_assigned"] = set()  # names of flags that the program has set
        values["_unread"] = {}  # values given for flags that users may still add
        values["_read_from"] = None
        self.reread_environment()

    def reread_environment(self) -> None:
        """Read THEANO_FLAGS and the .theanorc files again, if they have changed.

        A script may set THEANO_FLAGS in its first lines, after the runner has started: the import
        hook calls this when `theano` or `pymc3` is first imported.
        """
        now = reading.snapshot()
        if now == self._read_from:
            return
        given = reading.read(_PROPER_NAME)
        for name, text in given.items():
            if self._given.get(name) != text:
                self.__dict__[name] = checked(FLAGS[name], text)
        self.__dict__["_given"], self.__dict__["_read_from"] = given, now
        self._settle_storage()

    def _settle_storage(self) -> None:
        """Set the three flags about compiled objects to the folder that is really used."""
        values, given = self.__dict__, self._given
        chosen = given.get("cache_dir") or given.get("compiledir") or given.get("base_compiledir")
        chosen = os.path.expanduser(chosen) if chosen else str(cache_folder())
        values["cache_dir"] = values["compiledir"] = chosen
        values["base_compiledir"] = os.path.expanduser(given.get("base_compiledir") or chosen)

    def __setattr__(self, name: str, value: Any) -> None:
        flag = FLAGS.get(name)
        if flag is None:
            if "." in name:
                return setattr(self, name.replace(".", "__"), value)
            if name in _SECTIONS:
                members = ", ".join(dir(getattr(self, name)))
                raise AttributeError(f"`config.{name}` is a group of flags: set one of {members}.")
            self.__dict__[name] = value
            return None
        if flag.fixed:
            raise frozen(flag)
        self.__dict__[name] = checked(flag, value)
        self._assigned.add(name)
        return None

    def _is_given(self, name: str) -> bool:
        """Return whether this flag was given a value, even if it is the default."""
        return name in self._given or name in self._assigned

    def __delattr__(self, name: str) -> None:
        if name in FLAGS:
            raise AttributeError(f"The flag `{name}` cannot be deleted.")
        object.__delattr__(self, name)

    def __getattr__(self, name: str) -> Any:
        if "." in name:
            return getattr(self, name.replace(".", "__"))
        raise AttributeError(f"'TheanoConfigParser' object has no attribute '{name}'")

    def add(self, name: str, doc: str, configparam: Any, in_c_key: bool = True) -> None:
        """Add a user's flag, with its value from the environment or else its default.

        name: of the flag, with `__` or a dot after its section. doc: what it means; nothing prints it. configparam: a
        StrParam, BoolParam or the like. in_c_key: without an effect: users' flags never change compiled code.

        AttributeError if the name exists; ValueError for a default that its own check rejects.
        """
        default = configparam.default() if callable(configparam.default) else configparam.default
        flag = Flag(
            name.replace(".", "__"),
            "anything",
            default,
            fixed=not configparam.allow_override,
            convert=configparam.convert,
        )
        if flag.name in FLAGS:
            raise AttributeError(f"This name is already taken: {flag.dotted}")
        given = {**reading.read_all(), **{k.replace(".", "__"): v for k, v in self._unread.items()}}
        self.__dict__[flag.name] = checked(flag, given.get(flag.name, flag.default))
        self._unread.pop(flag.dotted, None)
        FLAGS[flag.name] = flag
        _PROPER_NAME[flag.name.lower()] = flag.name
        if "__" in flag.name:
            section = flag.name.rpartition("__")[0]
            _SECTIONS.update({section, section.partition("__")[0]})
            for name in (section, section.partition("__")[0]):
                self.__dict__.setdefault(name, Section(self, name))

    def change_flags(self, *args: Any, **kwargs: Any) -> "ChangeFlags":
        """Return a context manager and decorator that sets these values inside and restores the old ones after.

        KeyError for an unknown flag, ValueError for an invalid value.

        The arguments are those of dict: flags and their values, a dot in a name written as `__`.
        """
        return ChangeFlags(self, dict(*args, **kwargs))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle a reference to the single `config` of the process that unpickles it."""
        return _the_config, ()

    def __str__(self) -> str:
        return "\n".join(self._describe(flag) for flag in FLAGS.values())

    def _describe(self, flag: Flag) -> str:
        choices = f" ({', '.join(flag.choices)})" if flag.choices else ""
        effect = EFFECTS.get(flag.name, "stored, without effect")
        return f"{flag.dotted}{choices}\n    Doc:  {effect}\n    Value:  {getattr(self, flag.name)}\n"


def _the_config() -> TheanoConfigParser:
    return config


class ChangeFlags:
    """`with config.change_flags(floatX="float32"):`, also as a decorator."""

    def __init__(self, root: TheanoConfigParser, flags: dict[str, Any]):
        self._root = root
        self._values = {}
        for given, value in flags.items():
            name = given.replace(".", "__")
            if name not in FLAGS:
                raise KeyError(f"`{given}` is not a flag of theano.config")
            if FLAGS[name].fixed:
                raise frozen(FLAGS[name])
            self._values[name] = checked(FLAGS[name], value)
        self._before: list[tuple[dict[str, Any], set[str]]] = []

    def __enter__(self) -> None:
        values = self._root.__dict__
        self._before.append(({name: values[name] for name in self._values}, values["_assigned"]))
        values.update(self._values, _assigned={*values["_assigned"], *self._values})

    def __exit__(self, *exception: object) -> None:
        before, assigned = self._before.pop()
        self._root.__dict__.update(before, _assigned=assigned)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def changed(*args: Any, **kwargs: Any) -> Any:
            with self:
                return function(*args, **kwargs)

        return changed


config = TheanoConfigParser()
