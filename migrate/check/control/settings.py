"""The settings of a check: the section `[tool.migrate-check]` of a pyproject.toml, then the command line."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from theano_common.regular_file import regular

from ..names.coverage import Coverage
from ..rules import registry
from ..rules.rule import SEVERITIES
from .formats import FORMATS
from .selection import Wanted

SECTION = "tool.migrate-check"
THROUGH = ("install", "import")


class WrongUse(ValueError):
    """An invalid setting; the message names it."""


@dataclass(frozen=True)
class Settings:
    """Settings. Codes may be prefixes ("MC5"). Globs are of paths below `base`; a folder's name means all in it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str = SEVERITIES[-1]  # the lowest that is reported
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str = ""  # a file of known findings, which are not reported
    through: str = "install"  # how the code will import us: "import" means `import compat as theano`
    format: str = "text"
    base: str = ""  # the folder of the pyproject.toml; without one, the current folder

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.select, self.ignore, self.severity, self.per_file_ignores, self.base)


def nearest(paths: Sequence[str]) -> Settings:
    """Return the settings of the nearest pyproject.toml with our section, upwards from the paths' common folder."""
    folder = os.path.commonpath([os.path.abspath(path) for path in paths]) if paths else os.getcwd()
    for above in (Path(folder), *Path(folder).parents):
        file = above / "pyproject.toml"
        if file.is_file():
            found = read(file)
            if found is not None:
                return found
    return Settings()


def read(file: Path) -> Settings | None:
    """Return the settings in a file; None if it has no section of ours."""
    try:
        table = tomllib.loads(regular(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse(f"{file} could not be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongUse(f"{file} is not TOML: {error}") from None
    tools = table.get("tool")
    section = tools.get("migrate-check") if isinstance(tools, dict) else None
    if section is None:
        return None
    if not isinstance(section, dict):
        raise WrongUse(f"{file}: [{SECTION}] is a table")
    return from_table(section, file)


def from_table(section: Mapping[str, Any], file: Path) -> Settings:
    """Return the settings of a section."""
    given: dict[str, Any] = {}
    for key, value in section.items():
        if key not in KEYS:
            raise WrongUse(f"{file}: [{SECTION}] has no key {key!r}; there are {', '.join(sorted(KEYS))}")
        try:
            given[key.replace("-", "_")] = KEYS[key](value)
        except WrongUse as error:
            raise WrongUse(f"{file}: [{SECTION}] {key} {error}") from None
    settings = replace(Settings(), base=str(file.parent), **given)
    return replace(settings, baseline=str(file.parent / settings.baseline)) if settings.baseline else settings


def checked(settings: Settings, coverage: Coverage) -> Settings:
    """Return the settings; WrongUse if a code is not a prefix of any rule's."""
    known = [one.rule.code for one in registry.rules()] + list(coverage.checks())
    given = [*settings.select, *settings.ignore, *(code for _, codes in settings.per_file_ignores for code in codes)]
    unknown = sorted({code for code in given if not any(each.startswith(code) for each in known)})
    if unknown:
        raise WrongUse(f"no rule begins with {', '.join(unknown)}; --list-rules shows them")
    return settings


def codes(value: str) -> tuple[str, ...]:
    """Return the codes in "mc2, MC501", as written on a command line."""
    return tuple(code.strip().upper() for code in value.split(",") if code.strip())


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise WrongUse("takes a list of strings")
    return tuple(value)


def _codes(value: object) -> tuple[str, ...]:
    return tuple(one.upper() for one in _strings(value))


def _by_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise WrongUse('takes a table: {"tests/*" = ["MC5"]}')
    return tuple((glob, _codes(listed)) for glob, listed in value.items())


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise WrongUse("takes a string")
    return value


def _one_of(*choices: str) -> Callable[[object], str]:
    def choose(value: object) -> str:
        if value not in choices:
            raise WrongUse(f"is one of {', '.join(choices)}, not {value!r}")
        return str(value)

    return choose


def _format(value: object) -> str:
    return _one_of(*FORMATS)(value)


KEYS: dict[str, Callable[[object], Any]] = {
    "select": _codes,
    "ignore": _codes,
    "severity": _one_of(*SEVERITIES),
    "exclude": _strings,
    "per-file-ignores": _by_file,
    "baseline": _string,
    "through": _one_of(*THROUGH),
    "format": _format,
}
